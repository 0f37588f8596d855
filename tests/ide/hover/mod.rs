//! Hover: what is said of fields, kinds and containers.

mod containers;
mod fields;

use expect_test::Expect;
use podls::ide::{Occasion, hover};
use podls::settings::Settings;

use crate::ide::{shown, snapshot};

/// Sunday, 22 November 2026, 19:00 UTC.
const OCCASION: Occasion<'_> = Occasion { file: "pod.yaml", now: Some(1_795_374_000) };

fn hover_at(marked: &str, settings: &Settings) -> String {
    let (snapshot, at) = snapshot(marked);
    match hover(&snapshot, settings, &OCCASION, at) {
        Some(hover) => format!("on {:?}\n\n{}\n", shown(&snapshot, hover.span), hover.markdown),
        None => "nothing\n".to_owned(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, expected: Expect) {
    expected.assert_eq(&hover_at(marked, &Settings::default()));
}

/// A Pod with every role, and an emoji in front.
const POD: &str = r#"# 🚀
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: wait
    image: busybox
  - name: ship
    image: fluent-bit
    restartPolicy: Always
    startupProbe: {tcpSocket: {port: 1}}
  - name: migrate
    image: app
  containers:
  - name: nginx
    image: nginx
    imagePullPolicy: IfNotPresent
  - image: busybox
    name: helper
  ephemeralContainers:
  - name: debug
"#;

/// [`POD`] with the cursor in the middle of `part`.
fn in_pod(part: &str) -> String {
    assert!(POD.contains(part), "{part}");
    let middle = part.len() / 2;
    POD.replacen(part, &format!("{}$0{}", &part[..middle], &part[middle..]), 1)
}
