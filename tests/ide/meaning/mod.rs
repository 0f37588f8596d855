//! What hover says a value means, and what a part of a Pod comes to.

mod parts;
mod references;
mod values;

use expect_test::Expect;
use podls::ide::{Occasion, hover};
use podls::settings::Settings;

use crate::ide::{shown, snapshot};

/// Sunday, 22 November 2026, 19:00 UTC.
const OCCASION: Occasion<'_> = Occasion { file: "my pod.yaml", now: Some(1_795_374_000) };

/// A Deployment with all there is to tell of, and a Service and two sources beside it; an emoji in front.
const ALL: &str = r#"# 🚀
apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop}
spec:
  selector: {app: web}
  ports:
  - {port: 80, targetPort: http}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  mode: fast
  long: |
    one
    two
---
apiVersion: v1
kind: Secret
metadata: {name: db, namespace: shop}
stringData: {password: hidden}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, tier: front}
    spec:
      terminationGracePeriodSeconds: 90
      securityContext:
        runAsUser: 1000
        fsGroup: 2000
      initContainers:
      - name: copy
        image: ghcr.io/shop/copy@sha256:0123
        resources:
          requests: {memory: 1Gi}
        volumeMounts:
        - {name: shared, mountPath: /out}
      - name: proxy
        image: envoy
        restartPolicy: Always
        ports:
        - containerPort: 9000
        lifecycle:
          postStart: {exec: {command: ["true"]}}
      containers:
      - name: web
        image: registry:5000/web:1.2@sha256:abc
        args: ["--mode=$(MODE)", "--late=$(LATE)", "--none=$(NONE)", "$$(MODE)"]
        env:
        - name: MODE
          valueFrom: {configMapKeyRef: {name: settings, key: mode}}
        - name: URL
          value: http://$(HOST)/$(MODE)?$(LATER)
        - name: LATER
          value: x
        - name: PASSWORD
          valueFrom: {secretKeyRef: {name: db, key: password}}
        - name: OTHER
          valueFrom: {configMapKeyRef: {name: settings, key: gone}}
        - name: LIMIT
          valueFrom: {resourceFieldRef: {resource: limits.memory}}
        - name: NODE
          valueFrom: {resourceFieldRef: {containerName: copy, resource: limits.cpu}}
        - name: FIELD
          valueFrom: {fieldRef: {fieldPath: status.podIP}}
        - name: AWAY
          valueFrom: {secretKeyRef: {name: elsewhere, key: k, optional: true}}
        ports:
        - {name: http, containerPort: 8080}
        - {containerPort: 9000, hostPort: 9000}
        startupProbe: {httpGet: {port: http}, failureThreshold: 10}
        readinessProbe: {tcpSocket: {port: 8080}, initialDelaySeconds: 5}
        livenessProbe: {grpc: {port: 7000}, timeoutSeconds: 20}
        resources:
          requests: {cpu: 500m, memory: 256Mi}
          limits: {memory: 512M, example.com/gpu: 1}
        securityContext:
          runAsUser: 0
          capabilities: {add: [NET_ADMIN, NET_BIND_SERVICE], drop: [ALL, CHOWN]}
        volumeMounts:
        - {name: shared, mountPath: /in, readOnly: true}
        - {name: lost, mountPath: /lost}
      volumes:
      - name: shared
        emptyDir: {medium: Memory, sizeLimit: 0.5Gi}
      - name: conf
        configMap: {name: settings, defaultMode: 0440}
      - name: claim
        persistentVolumeClaim: {claimName: data}
      tolerations:
      - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 300}
"#;

fn told(marked: &str) -> String {
    let (snapshot, at) = snapshot(marked);
    match hover(&snapshot, &Settings::default(), &OCCASION, at) {
        Some(hover) => format!("on {}\n{}\n", shown(&snapshot, hover.span), hover.markdown),
        None => "nothing\n".to_owned(),
    }
}

/// Hovers over the end of each of `parts` of [`ALL`], whose first words say where it stands.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(parts: &[&str], expected: Expect) {
    let mut out = String::new();
    for part in parts {
        let at = ALL.find(part).unwrap_or_else(|| panic!("{part}")) + part.len();
        let marked = format!("{}$0{}", &ALL[..at], &ALL[at..]);
        out.push_str(&told(&marked));
        out.push('\n');
    }
    expected.assert_eq(&out);
}
