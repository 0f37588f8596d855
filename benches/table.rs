//! Tables in Markdown, and promises with what became of them. Knows nothing of what is measured.

use std::fmt::{Display, Formatter, Result};

/// Rows of cells under a head; the first column is text, the others are figures.
pub(crate) struct Table {
    /// What it is called in `docs/performance.md`.
    pub(crate) name: &'static str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    /// How busy others kept the machine, in percent.
    others: Option<f64>,
}

impl Table {
    /// A table without rows; the columns are split by `|`.
    pub(crate) fn new(name: &'static str, head: &str) -> Self {
        Self {
            name,
            head: head.split('|').map(|cell| cell.trim().to_owned()).collect(),
            rows: Vec::new(),
            others: None,
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Says below it which share of the machine others used.
    pub(crate) fn others(&mut self, percent: f64) {
        self.others = Some(percent);
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let widths: Vec<usize> = (0..self.head.len())
            .map(|column| {
                let cells = self.rows.iter().chain([&self.head]).filter_map(|row| row.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or_default().max(3)
            })
            .collect();
        let line = |f: &mut Formatter<'_>, cells: &[String]| {
            for (index, width) in widths.iter().enumerate() {
                let cell = cells.get(index).map_or("", String::as_str);
                if index == 0 {
                    write!(f, "| {cell:<width$} ")?;
                } else {
                    write!(f, "| {cell:>width$} ")?;
                }
            }
            writeln!(f, "|")
        };
        line(f, &self.head)?;
        let rule = |(index, width): (usize, &usize)| {
            if index == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) }
        };
        line(f, &widths.iter().enumerate().map(rule).collect::<Vec<_>>())?;
        for row in &self.rows {
            line(f, row)?;
        }
        if let Some(others) = self.others {
            writeln!(f, "\nOther processes used {others:.0} % of the machine meanwhile.")?;
        }
        Ok(())
    }
}

/// A limit, and what was measured against it.
pub(crate) struct Promise {
    what: String,
    limit: f64,
    measured: f64,
    unit: &'static str,
    remark: String,
    at_least: bool,
}

impl Promise {
    /// `measured` is to be no more than `limit`.
    pub(crate) fn at_most(what: impl Into<String>, measured: f64, limit: f64, unit: &'static str) -> Self {
        Self { what: what.into(), limit, measured, unit, remark: String::new(), at_least: false }
    }

    /// `measured` is to be no less than `limit`.
    pub(crate) fn at_least(what: impl Into<String>, measured: f64, limit: f64, unit: &'static str) -> Self {
        Self { at_least: true, ..Self::at_most(what, measured, limit, unit) }
    }

    /// What else is to be said.
    pub(crate) fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }

    /// Whether it is kept.
    pub(crate) fn is_kept(&self) -> bool {
        if self.at_least { self.measured >= self.limit } else { self.measured <= self.limit }
    }
}

/// The table of what was promised.
pub(crate) fn promises(promises: &[Promise]) -> Table {
    let mut table = Table::new("promises", "promise | limit | measured | kept | remark");
    for promise in promises {
        let sign = if promise.at_least { "≥" } else { "≤" };
        table.row([
            promise.what.clone(),
            format!("{sign} {} {}", trimmed(promise.limit), promise.unit).trim().to_owned(),
            format!("{} {}", figure(promise.measured), promise.unit).trim().to_owned(),
            if promise.is_kept() { "✓" } else { "✗" }.to_owned(),
            promise.remark.clone(),
        ]);
    }
    table
}

/// A figure with about three digits.
pub(crate) fn figure(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => grouped(value),
        size if size >= 10.0 => format!("{value:.1}"),
        size if (0.001..0.1).contains(&size) => format!("{value:.3}"),
        _ => format!("{value:.2}"),
    }
}

fn trimmed(value: f64) -> String {
    format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A whole number with commas between thousands.
pub(crate) fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    if value < 0.0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
