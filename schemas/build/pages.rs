//! Reads `findings/*.yaml`, the pages about what podls finds, and writes them as one static table.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use crate::yaml::{self, Node};
use crate::{Fault, Source};

/// The pages by code.
pub(crate) type Pages = BTreeMap<String, Page>;

/// What is written about one code, in the words of `server/schema/pages.rs`.
pub(crate) struct Page {
    area: String,
    says: String,
    why: String,
    wrong: String,
    right: String,
    source: String,
    severity: &'static str,
    kubernetes: Option<u8>,
    pod_security: Option<String>,
    beside: Option<String>,
    fill: u32,
    profile: Option<String>,
    practice: String,
    /// In the profiles `minimal`, `recommended` and `strict`; none for what always speaks.
    levels: Option<[&'static str; 3]>,
}

/// Adds what one file says to `pages`; refuses a page that is not complete.
pub(crate) fn parse(source: &Source, pages: &mut Pages) -> Result<(), Fault> {
    let root = yaml::parse(source)?;
    let area = source.name.rsplit(['/', '\\']).next().unwrap_or_default().trim_end_matches(".yaml");
    let mut origin = "";
    for (code, node) in root.entries(source, "the file")? {
        if code == "source" {
            origin = text(source, node)?;
            continue;
        }
        let page = page(source, area, origin, node, code)?;
        if pages.insert(code.to_owned(), page).is_some() {
            return source.fault(node.line, format!("`{code}` has two pages"));
        }
    }
    Ok(())
}

fn page(source: &Source, area: &str, origin: &str, node: &Node, code: &str) -> Result<Page, Fault> {
    let mut page = Page {
        area: area.to_owned(),
        says: String::new(),
        why: String::new(),
        wrong: String::new(),
        right: String::new(),
        source: origin.to_owned(),
        severity: "Error",
        kubernetes: None,
        pod_security: None,
        beside: None,
        fill: 0,
        profile: None,
        practice: String::new(),
        levels: None,
    };
    for (key, node) in node.entries(source, code)? {
        match key {
            "says" => text(source, node)?.clone_into(&mut page.says),
            "why" => text(source, node)?.clone_into(&mut page.why),
            "wrong" => text(source, node)?.clone_into(&mut page.wrong),
            "right" => text(source, node)?.clone_into(&mut page.right),
            "source" => text(source, node)?.clone_into(&mut page.source),
            "severity" => match level(text(source, node)?) {
                Some(level) if level != "Off" => page.severity = level,
                _ => return source.fault(node.line, "`severity` is none of warning, information, hint"),
            },
            "practice" => text(source, node)?.clone_into(&mut page.practice),
            "levels" => page.levels = Some(levels(source, node)?),
            "beside" => page.beside = Some(text(source, node)?.to_owned()),
            "fill" => match text(source, node)?.parse() {
                Ok(fill) => page.fill = fill,
                Err(_) => return source.fault(node.line, "`fill` must be a number of KiB"),
            },
            "settings" => settings(source, node, &mut page)?,
            _ => return source.fault(node.line, format!("a page has no `{key}`")),
        }
    }
    if let Some([minimal, recommended, strict]) = page.levels {
        // What most people meet, or the first that they can.
        let loud = [recommended, minimal, strict].into_iter().find(|level| *level != "Off");
        page.severity = loud.unwrap_or("Hint");
    }
    let parts = [&page.says, &page.why, &page.wrong, &page.right, &page.source];
    if parts.iter().any(|part| part.trim().is_empty()) {
        return source.fault(node.line, format!("the page of `{code}` needs says, why, wrong, right and source"));
    }
    Ok(page)
}

/// The name of a severity, as a variant of `Severity`.
fn level(text: &str) -> Option<&'static str> {
    Some(match text {
        "warning" => "Warning",
        "information" => "Information",
        "hint" => "Hint",
        "off" => "Off",
        _ => return None,
    })
}

/// The severity in each profile; a profile that is left out is as the one before it, the first is off.
fn levels(source: &Source, node: &Node) -> Result<[&'static str; 3], Fault> {
    let mut levels: [Option<&'static str>; 3] = [None; 3];
    for (key, node) in node.entries(source, "`levels`")? {
        let at = ["minimal", "recommended", "strict"].iter().position(|profile| *profile == key);
        match (at.and_then(|at| levels.get_mut(at)), level(text(source, node)?)) {
            (Some(slot), Some(level)) => *slot = Some(level),
            _ => return source.fault(node.line, format!("`{key}` is no level of a profile")),
        }
    }
    let mut last = "Off";
    Ok(levels.map(|level| {
        last = level.unwrap_or(last);
        last
    }))
}

fn settings(source: &Source, node: &Node, page: &mut Page) -> Result<(), Fault> {
    for (key, node) in node.entries(source, "`settings`")? {
        let value = text(source, node)?;
        match (key, value.strip_prefix("1.").and_then(|minor| minor.parse().ok())) {
            ("kubernetesVersion", Some(minor)) => page.kubernetes = Some(minor),
            ("profile", _) => page.profile = Some(value.to_owned()),
            ("podSecurity", _) => page.pod_security = Some(value.to_owned()),
            _ => return source.fault(node.line, format!("`{key}: {value}` is no setting")),
        }
    }
    Ok(())
}

fn text<'a>(source: &Source, node: &'a Node) -> Result<&'a str, Fault> {
    node.text().map_or_else(|| source.fault(node.line, "this must be text"), Ok)
}

/// The table as Rust source.
pub(crate) fn write(pages: &Pages) -> Result<String, Fault> {
    render(pages).map_err(|fault| fault.to_string())
}

fn render(pages: &Pages) -> Result<String, fmt::Error> {
    let mut out = String::from("static PAGES: &[Page] = &[\n");
    for (code, page) in pages {
        let Page {
            area,
            says,
            why,
            wrong,
            right,
            source,
            severity,
            kubernetes,
            pod_security,
            beside,
            fill,
            profile,
            practice,
            levels,
        } = page;
        write!(out, "Page {{ code: {code:?}, area: {area:?}, says: {says:?}, why: {why:?}, wrong: {wrong:?}, ")?;
        write!(out, "right: {right:?}, source: {source:?}, severity: Severity::{severity}, kubernetes: ")?;
        match kubernetes {
            Some(minor) => write!(out, "Some(Minor({minor}))")?,
            None => write!(out, "None")?,
        }
        write!(out, ", pod_security: {pod_security:?}, beside: {beside:?}, fill: {fill}, profile: {profile:?}, ")?;
        write!(out, "practice: {practice:?}, ")?;
        match levels {
            None => out.push_str("levels: None"),
            Some(levels) => {
                let levels = levels.map(|level| match level {
                    "Off" => "None".to_owned(),
                    level => format!("Some(Severity::{level})"),
                });
                write!(out, "levels: Some([{}])", levels.join(", "))?;
            }
        }
        out.push_str(" },\n");
    }
    out.push_str("];\n");
    Ok(out)
}
