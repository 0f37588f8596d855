//! Containers that help another one, known by their image or their name.

use crate::rules::view::Member;

/// Images of helpers that run as long as they are let.
const IMAGES: &str = "cloud-sql-proxy cloudsql-proxy configmap-reload envoy filebeat fluent-bit fluentbit \
    fluentd gce-proxy k8s-sidecar kube-rbac-proxy linkerd-proxy metricbeat oauth2-proxy opentelemetry- \
    collector opentelemetry-collector-contrib otel-collector prometheus-config-reloader promtail proxyv2 \
    statsd-exporter telegraf vector vault-agent aws-xray-daemon cloudwatch-agent";

/// Names that people give to helpers.
const NAMES: &str = "envoy filebeat fluent-bit fluentd promtail vector istio-proxy linkerd-proxy git-sync log-shipper";

/// Whether `word` is one of `list`.
fn names(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Whether its image is that of a helper that never ends by itself.
pub(super) fn by_image(member: &Member<'_>) -> bool {
    let image = member.image_name();
    names(IMAGES, image) || image.ends_with("-exporter") || image.ends_with("_exporter")
}

/// Whether its image or its name is that of a helper.
pub(super) fn is_helper(member: &Member<'_>) -> bool {
    let name = member.name();
    let ends = |ending: &str| name.ends_with(ending) && name.len() > ending.len();
    by_image(member)
        || names(NAMES, name)
        || ["-proxy", "-sidecar", "-agent", "-exporter", "-log-shipper"].into_iter().any(ends)
        || name == "sidecar"
}
