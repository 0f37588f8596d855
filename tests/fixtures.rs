//! The texts that laws are tried on.

use proptest::test_runner::{Config as ProptestConfig, RngSeed};

/// Files of this repository, relative to its root, and texts made here.
pub(crate) const TEXTS: &[&str] = &[
    "examples/init-container.yaml",
    "examples/sidecars.yaml",
    "examples/native-sidecar.yaml",
    "examples/cronjob.yaml",
    "examples/statefulset.yaml",
    "examples/flow-style.yaml",
    "examples/broken/half-typed.yaml",
    "tests/data/oddities.yaml",
    "tests/data/list.yaml",
    "tests/data/stream.yaml",
    "tests/data/four-spaces.yaml",
];

/// The text of fixture `index`.
pub(crate) fn text(index: usize) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(TEXTS[index]);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The number of random cases to try: `default`, or what `PODLS_CASES` asks for.
pub(crate) fn cases(default: u32) -> u32 {
    std::env::var("PODLS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

/// How a law is tried: on the same `default` cases in every run, so that a red run means a change and not
/// chance, or on `PODLS_CASES` new ones.
pub(crate) fn law(default: u32) -> ProptestConfig {
    let explores = std::env::var_os("PODLS_CASES").is_some();
    ProptestConfig {
        cases: cases(default),
        failure_persistence: None,
        rng_seed: if explores { RngSeed::Random } else { RngSeed::Fixed(1) },
        ..ProptestConfig::default()
    }
}

/// Settings without advice: only what the API server itself says.
pub(crate) fn server_only() -> podls::settings::Settings {
    let choices = podls::rules::Choices { profile: podls::rules::Profile::None, severities: None };
    podls::settings::Settings { choices, ..Default::default() }
}
