//! The templates that come with podls, compiled in. A test proves that each can be read.

use std::sync::LazyLock;

use super::Template;

/// The files, in the order in which they are offered.
const TEXTS: &[&str] = &[
    include_str!("wait-for-service.yaml"),
    include_str!("wait-for-database.yaml"),
    include_str!("migrate-database.yaml"),
    include_str!("download-config.yaml"),
    include_str!("render-config.yaml"),
    include_str!("clone-repository.yaml"),
    include_str!("generate-certificate.yaml"),
    include_str!("copy-tools.yaml"),
    include_str!("fix-permissions.yaml"),
    include_str!("set-sysctl.yaml"),
    include_str!("log-shipper.yaml"),
    include_str!("metrics-exporter.yaml"),
    include_str!("auth-proxy.yaml"),
    include_str!("reverse-proxy.yaml"),
    include_str!("database-proxy.yaml"),
    include_str!("cache.yaml"),
    include_str!("config-reloader.yaml"),
    include_str!("git-sync.yaml"),
    include_str!("otel-collector.yaml"),
    include_str!("secrets-agent.yaml"),
    include_str!("security-scanner.yaml"),
];

/// Read once, when the first is wanted.
pub(super) static TEMPLATES: LazyLock<Vec<Template>> =
    LazyLock::new(|| TEXTS.iter().filter_map(|text| super::read(text).0).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_can_be_read() {
        for text in TEXTS {
            let (template, problems) = super::super::read(text);
            let first = text.lines().next().unwrap_or_default();
            assert!(template.is_some() && problems.is_empty(), "{first}: {problems:?}");
        }
        let mut ids: Vec<&str> = TEMPLATES.iter().map(|template| template.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), TEXTS.len());
    }
}
