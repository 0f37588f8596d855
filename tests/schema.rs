//! The field table as a whole: complete, consistent, described in our own words.

use std::collections::BTreeSet;

use podls::schema::{self, Field, Minor, Standing, Ty, Type};
use yaml_rust2::{Yaml, YamlLoader};

/// Hashes of the word runs of the upstream descriptions, as `schemas/update.py` writes them.
const UPSTREAM: &[u8] = include_bytes!("../schemas/upstream.hashes");
const RUN: usize = 8;
const HASH_BYTES: usize = 5;

/// Every field of the table, under the name people would give it in a report.
fn fields() -> impl Iterator<Item = (String, &'static Field)> {
    schema::types().iter().flat_map(|ty| ty.fields.iter().map(|field| (format!("{}.{}", ty.name, field.name), field)))
}

/// Every text we wrote, under the same names.
fn texts() -> impl Iterator<Item = (String, &'static str)> {
    let types = schema::types().iter().map(|ty| (ty.name.to_owned(), ty.doc));
    let scalars = [Ty::Quantity, Ty::IntOrString, Ty::Time, Ty::Any].map(|ty| (ty.to_string(), ty.doc()));
    let pages = schema::pages().iter().flat_map(|page| [(page.code, page.says), (page.code, page.why)]);
    let pages = pages.map(|(code, text)| (format!("the page of {code}"), text));
    types.chain(scalars).chain(fields().map(|(name, field)| (name, field.doc))).chain(pages)
}

fn none(what: &str, found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{} {what}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_table_holds_what_the_facts_count() {
    let facts = include_str!("../schemas/facts.txt");
    let counted = facts.lines().find(|line| line.ends_with(" fields.")).unwrap_or_default();
    let scalars = facts.lines().filter(|line| line.starts_with("scalar ")).count();
    let names: BTreeSet<String> = fields().map(|(name, _)| name).collect();
    assert_eq!(counted, format!("# {} types, {} fields.", schema::types().len() + scalars, names.len()));
}

#[test]
fn every_type_is_reached_from_a_workload() {
    let mut todo: Vec<&Type> = schema::workloads().iter().map(|workload| workload.ty).collect();
    let mut seen = BTreeSet::new();
    while let Some(ty) = todo.pop() {
        if seen.insert(ty.name) {
            todo.extend(ty.fields.iter().filter_map(|field| field.ty.object()));
        }
    }
    none(
        "types no workload uses",
        schema::types().iter().map(|ty| ty.name.to_owned()).filter(|name| !seen.contains(name.as_str())),
    );
}

#[test]
fn every_workload_leads_to_a_pod_spec() {
    for workload in schema::workloads() {
        let template = workload.template_type();
        let spec = template.field("spec", Minor::NEWEST).and_then(|field| field.ty.object());
        assert_eq!(spec.map(|ty| ty.name), Some("core.v1.PodSpec"), "{}", workload.kind);
        let path: Vec<&str> = workload.pod_spec_path().collect();
        assert_eq!(
            workload.ty.find(&path, Minor::OLDEST).and_then(|field| field.ty.object()),
            spec,
            "{}",
            workload.kind
        );
        for minor in (Minor::OLDEST.0..=Minor::NEWEST.0).map(Minor) {
            assert_eq!(schema::standing(workload.api_version, workload.kind, minor), Standing::Known);
        }
        assert_eq!(schema::workload(workload.api_version, workload.kind), Some(workload));
    }
    assert_eq!(schema::workload("v1", "Deployment"), None);
    assert_eq!(schema::workload_of_kind("Deployment").map(|workload| workload.api_version), Some("apps/v1"));
}

#[test]
fn fields_are_found_by_name_and_minor() {
    let named = |name| schema::type_named(name).unwrap_or_else(|| schema::workloads()[0].ty);
    let (pod, container) = (named("core.v1.PodSpec"), named("core.v1.Container"));
    let ty = |name: &str, field: &str, minor| {
        schema::type_named(name).and_then(|ty| ty.field(field, Minor(minor))).map(|field| field.ty.to_string())
    };
    assert_eq!(container.field("restartPolicy", Minor(27)), None);
    assert!(container.field("restartPolicy", Minor(28)).is_some());
    assert_eq!(container.fields_named("restartPolicy").first().and_then(|field| field.window.came()), Some(Minor(28)));
    assert_eq!(container.field("RestartPolicy", Minor::NEWEST), None, "names are case-sensitive");
    assert_eq!(
        container.nearest_field("imagepullPolicy", Minor::NEWEST).map(|field| field.name),
        Some("imagePullPolicy")
    );
    assert_eq!(pod.field("workloadRef", Minor(35)).and_then(|field| field.window.gone()), Some(Minor(36)));
    assert_eq!(
        pod.find(&["containers", "ports", "containerPort"], Minor::NEWEST).map(|field| field.ty),
        Some(Ty::Int32)
    );
    assert_eq!(
        ty("core.v1.PersistentVolumeClaimSpec", "dataSourceRef", 25).as_deref(),
        Some("TypedLocalObjectReference")
    );
    assert_eq!(ty("core.v1.PersistentVolumeClaimSpec", "dataSourceRef", 26).as_deref(), Some("TypedObjectReference"));
    assert_eq!(ty("core.v1.PodSpec", "containers", 30).as_deref(), Some("[]Container"));
    assert_eq!(ty("core.v1.ResourceRequirements", "limits", 30).as_deref(), Some("map[string]quantity"));
    let required: Vec<&str> = container.required_at(Minor::NEWEST).map(|field| field.name).collect();
    assert_eq!(required, ["name"]);
}

#[test]
fn fields_are_sorted_and_their_minors_lie_in_the_table() {
    let known = Minor::OLDEST..=Minor::NEWEST;
    for ty in schema::types() {
        for pair in ty.fields.windows(2) {
            let [one, next] = pair else { continue };
            let apart = one.window.until.is_some_and(|until| until < next.window.since);
            assert!(one.name < next.name || (one.name == next.name && apart), "{} {}", ty.name, next.name);
        }
    }
    for (name, field) in fields() {
        let values = field.values.iter().map(|value| value.window);
        for window in values.chain([field.window]).chain(field.required) {
            assert!(known.contains(&window.since), "{name}: {window:?}");
            assert!(
                window.until.is_none_or(|until| known.contains(&until) && window.since <= until),
                "{name}: {window:?}"
            );
        }
        if let Some(item) = field.list_keys.first().and(field.ty.object()) {
            for key in field.list_keys {
                assert!(item.field(key, Minor::NEWEST).is_some(), "{name}: no `{key}` in {item:?}");
            }
        }
    }
}

#[test]
fn a_pair_of_api_version_and_kind_is_there_once() {
    let mut seen = BTreeSet::new();
    let pairs = schema::kinds().iter().map(|kind| (kind.api_version, kind.kind));
    none("pairs are there twice", pairs.filter(|pair| !seen.insert(*pair)).map(|pair| format!("{pair:?}")));
}

#[test]
fn nothing_is_without_description() {
    none("descriptions are missing", texts().filter(|(_, doc)| doc.is_empty()).map(|(name, _)| name));
    let values = fields().flat_map(|(name, field)| field.values.iter().map(move |value| (name.clone(), value)));
    let bare = values.filter(|(_, value)| value.doc.is_empty()).map(|(name, value)| format!("{name}: {}", value.name));
    none("values have no gloss", bare);
}

#[test]
fn a_description_is_short_plain_sentences() {
    none(
        "descriptions do not end with a period",
        texts().filter(|(_, doc)| !doc.is_empty() && !doc.ends_with('.')).map(|(name, _)| name),
    );
    // A value such as `https://…` in backticks is no link.
    let prose = |doc: &str| doc.split('`').step_by(2).collect::<String>();
    let links = texts().filter(|(_, doc)| prose(doc).contains("://") || doc.contains("]("));
    none("descriptions hold a link", links.map(|(name, _)| name));
    none(
        "descriptions are too long",
        texts()
            .filter(|(_, doc)| doc.chars().count() > 480)
            .map(|(name, doc)| format!("{name}: {}", doc.chars().count())),
    );
    none(
        "descriptions leave a backtick open",
        texts().filter(|(_, doc)| doc.matches('`').count() % 2 == 1).map(|(name, _)| name),
    );
    let values = fields().flat_map(|(name, field)| field.values.iter().map(move |value| (name.clone(), value)));
    none(
        "glosses end with a period",
        values.filter(|(_, value)| value.doc.ends_with('.')).map(|(name, value)| format!("{name}: {}", value.name)),
    );
}

#[test]
fn no_description_repeats_upstream() {
    assert_eq!(UPSTREAM.len() % HASH_BYTES, 0);
    let (hashes, _) = UPSTREAM.as_chunks::<HASH_BYTES>();
    assert!(hashes.is_sorted());
    let theirs = |run: &str| hashes.binary_search(&hash(run)).is_ok();
    let known = "a single application container that you want to run within a pod";
    assert!(runs(known).iter().any(|run| theirs(run)), "the hashes are those of other texts");

    let values = fields().flat_map(|(name, field)| field.values.iter().map(move |value| (name.clone(), value.doc)));
    let defaults = fields().filter_map(|(name, field)| field.default.map(|default| (name, default)));
    let ours = texts().chain(values).chain(defaults);
    let copied = ours.flat_map(|(name, doc)| runs(doc).into_iter().map(move |run| format!("{name}: {run}")));
    none(
        "word runs are those of upstream",
        copied.filter(|line| line.split_once(": ").is_some_and(|(_, run)| theirs(run))),
    );
}

/// Every run of [`RUN`] words, as `normal` and `fingerprints` of `schemas/update.py` make them.
fn runs(text: &str) -> Vec<String> {
    let keep = |word: &str| word.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).collect::<String>();
    let words: Vec<String> = text.to_lowercase().split_whitespace().map(keep).filter(|word| !word.is_empty()).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

/// The first bytes of FNV-1a.
fn hash(run: &str) -> [u8; HASH_BYTES] {
    let value = run
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325, |value: u64, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    value.to_be_bytes().first_chunk().copied().unwrap_or_default()
}

#[test]
fn a_default_of_one_word_is_among_the_values() {
    let words =
        fields().filter(|(_, field)| !field.open_values && !field.values.is_empty()).filter_map(|(name, field)| {
            let default = field.default?.trim_matches(['"', '`']);
            let unknown = !default.contains(' ') && field.values.iter().all(|value| value.name != default);
            unknown.then(|| format!("{name}: {default}"))
        });
    none("defaults are no value of theirs", words);
}

#[test]
fn values_belong_to_text() {
    let odd = fields().filter(|(_, field)| !field.values.is_empty());
    let odd = odd.filter(|(_, field)| !matches!(field.ty, Ty::String | Ty::List(Ty::String) | Ty::Map(_)));
    none("fields have values and are no text", odd.map(|(name, field)| format!("{name}: {}", field.ty)));
}

#[test]
fn an_example_is_a_value_of_its_field() {
    none(
        "examples do not fit",
        fields().filter_map(|(name, field)| {
            let example = field.example?;
            let Ok(documents) = YamlLoader::load_from_str(example) else {
                return Some(format!("{name}: {example} is no YAML"));
            };
            let value = documents.first()?;
            (!fits(value, field.ty, field.window.until.unwrap_or(Minor::NEWEST)))
                .then(|| format!("{name} ({}): {example}", field.ty))
        }),
    );
}

fn fits(value: &Yaml, ty: Ty, minor: Minor) -> bool {
    match (ty, value) {
        (Ty::Any, _)
        | (Ty::String | Ty::Quantity | Ty::IntOrString | Ty::Time, Yaml::String(_))
        | (Ty::Int32 | Ty::Int64 | Ty::IntOrString | Ty::Quantity | Ty::Number, Yaml::Integer(_))
        | (Ty::Quantity | Ty::Number, Yaml::Real(_))
        | (Ty::Bool, Yaml::Boolean(_)) => true,
        (Ty::List(item), Yaml::Array(items)) => items.iter().all(|value| fits(value, *item, minor)),
        (Ty::Map(inner), Yaml::Hash(entries)) => entries.values().all(|value| fits(value, *inner, minor)),
        (Ty::Object(_), Yaml::Hash(entries)) => entries.iter().all(|(key, value)| {
            let ty = key.as_str().and_then(|key| ty.value(key, minor));
            ty.is_some_and(|ty| fits(value, ty, minor))
        }),
        _ => false,
    }
}
