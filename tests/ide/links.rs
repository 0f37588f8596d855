//! Links to pages.

use podls::ide::{Snapshot, links};
use podls::settings::Settings;

fn targets(text: &str) -> Vec<(String, String)> {
    let snapshot = Snapshot::new(text);
    let found = links(&snapshot, &Settings::default());
    found.into_iter().map(|link| (snapshot.text().slice(link.span).into_owned(), link.target)).collect()
}

#[test]
fn kinds_lead_to_their_documentation() {
    let found =
        targets("# 🚀\napiVersion: apps/v1\nkind: \"Deployment\"\n---\napiVersion: x.io/v1\nkind: Deployment\n");
    let page = "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/";
    assert_eq!(found, [("Deployment".to_owned(), page.to_owned())]);
}

#[test]
fn images_lead_to_their_registry() {
    for (image, page) in [
        ("nginx", Some("https://hub.docker.com/_/nginx")),
        ("nginx:1.27@sha256:0f", Some("https://hub.docker.com/_/nginx")),
        ("library/nginx", Some("https://hub.docker.com/_/nginx")),
        ("docker.io/library/nginx:1", Some("https://hub.docker.com/_/nginx")),
        ("bitnami/redis:7", Some("https://hub.docker.com/r/bitnami/redis")),
        ("docker.io/bitnami/redis", Some("https://hub.docker.com/r/bitnami/redis")),
        ("quay.io/prometheus/node-exporter:v1", Some("https://quay.io/repository/prometheus/node-exporter")),
        ("ghcr.io/org/app:1", Some("https://ghcr.io/org/app")),
        ("registry.k8s.io/pause:3.9", None),
        ("localhost:5000/app", None),
        ("localhost/app", None),
        ("$(IMAGE)", None),
        ("{{ .Values.image }}", None),
        ("Nginx", None),
        ("a//b", None),
        ("../a", None),
        ("docker.io", None),
    ] {
        let pod = format!("apiVersion: v1\nkind: Pod\nspec: {{containers: [{{name: 🚀, image: '{image}'}}]}}\n");
        let found = targets(&pod).into_iter().find(|(shown, _)| shown == image).map(|(_, target)| target);
        assert_eq!(found.as_deref(), page, "{image}");
    }
}
