//! The documents that are measured on: made here, the same in every run, all of them sound.

/// A document that is measured on.
pub(crate) struct Document {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// What it is called in tables.
    pub(crate) title: &'static str,
    /// All of it.
    pub(crate) text: String,
    /// How many files with this text are open at once.
    pub(crate) files: usize,
}

type Row = (&'static str, &'static str, fn() -> String, usize);

/// Those whose name holds one of `wanted`, or all.
pub(crate) fn documents(wanted: &[String]) -> Vec<Document> {
    let all: [Row; 5] = [
        ("small", "60 lines", small, 1),
        ("pod", "one Pod, 400 lines", || pod(400), 1),
        ("large", "100,000 lines, stream", || large(100_000), 1),
        ("list", "100,000 lines, `List`", || list(100_000), 1),
        ("many", "300 files", small, 300),
    ];
    all.into_iter()
        .filter(|(name, ..)| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())))
        .map(|(name, title, text, files)| Document { name, title, text: text(), files })
        .collect()
}

/// A Pod of 60 lines: an init container, a native sidecar and an app that share two volumes.
pub(crate) fn small() -> String {
    let mut text = String::from(
        "# Shop front: assets are copied once, logs are shipped all the time.\napiVersion: v1\nkind: Pod\nmetadata:\n  \
         name: shop-front\n  namespace: shop\n  labels:\n    app.kubernetes.io/name: shop-front\n",
    );
    text.push_str(&pod_spec("", "shop"));
    text
}

/// The Pod of 60 lines, about 1.3 kB, under a name of its own.
pub(crate) fn named(index: usize) -> String {
    small().replace("shop-front", &format!("shop-{index}"))
}

/// One Pod of about `lines` lines: many sidecars beside the app.
pub(crate) fn pod(lines: usize) -> String {
    let mut text = small();
    text.push_str(&helpers("", (lines - 60) / 9));
    text
}

/// A Deployment, a Service and a `ConfigMap` in 400 lines.
pub(crate) fn medium() -> String {
    let mut text = deployment("", "shop", 6);
    text.push_str("---\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    app: shop\n  ports:\n  - port: 80\n    targetPort: http\n");
    text.push_str("---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n");
    let mut line = 0;
    while text.lines().count() < 400 {
        text.push_str(&format!("  setting-{line}: \"value {line}\"\n"));
        line += 1;
    }
    text
}

/// Deployments in one stream of `lines` lines.
pub(crate) fn large(lines: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    let mut index = 0;
    while count < lines {
        let next = deployment("", &format!("shop-{index}"), 1);
        count += next.lines().count() + 1;
        text.push_str(&next);
        text.push_str("---\n");
        index += 1;
    }
    text
}

/// Deployments in one `kind: List` of `lines` lines.
pub(crate) fn list(lines: usize) -> String {
    let mut text = String::from("apiVersion: v1\nkind: List\nitems:\n");
    let mut count = 3;
    let mut index = 0;
    while count < lines {
        let next = deployment("  ", &format!("shop-{index}"), 1);
        count += next.lines().count();
        // The first line of an item stands behind its dash.
        text.push_str("- ");
        text.push_str(next.trim_start());
        index += 1;
    }
    text
}

fn deployment(indent: &str, name: &str, helpers: usize) -> String {
    let mut text = String::new();
    let head = [
        "apiVersion: apps/v1".to_owned(),
        "kind: Deployment".to_owned(),
        "metadata:".to_owned(),
        format!("  name: {name}"),
        "spec:".to_owned(),
        "  replicas: 2".to_owned(),
        "  selector:".to_owned(),
        "    matchLabels:".to_owned(),
        format!("      app: {name}"),
        "  template:".to_owned(),
        "    metadata:".to_owned(),
        "      labels:".to_owned(),
        format!("        app: {name}"),
    ];
    for line in head {
        text.push_str(&format!("{indent}{line}\n"));
    }
    let spec = pod_spec(&format!("{indent}    "), name);
    text.push_str(&spec);
    text.push_str(&self::helpers(&format!("{indent}    "), helpers - 1));
    text
}

/// More containers for a `PodSpec`, of 9 lines each.
fn helpers(indent: &str, count: usize) -> String {
    let mut text = String::new();
    for helper in 1..=count {
        let port = 9200 + helper;
        for line in [
            format!("- name: helper-{helper}"),
            format!("  image: registry.example/ops/helper:{helper}.2.0"),
            "  imagePullPolicy: IfNotPresent".to_owned(),
            "  ports:".to_owned(),
            format!("  - containerPort: {port}"),
            format!("    name: helper-{helper}"),
            "  resources:".to_owned(),
            "    requests: {cpu: 10m, memory: 32Mi}".to_owned(),
            "    limits: {memory: 64Mi}".to_owned(),
        ] {
            text.push_str(&format!("{indent}  {line}\n"));
        }
    }
    text
}

/// A `PodSpec`; its `containers` come last.
fn pod_spec(indent: &str, name: &str) -> String {
    let lines = [
        "spec:".to_owned(),
        "  volumes:".to_owned(),
        "  - name: site".to_owned(),
        "    emptyDir: {}".to_owned(),
        "  - name: logs".to_owned(),
        "    emptyDir: {}".to_owned(),
        "  initContainers:".to_owned(),
        "  - name: copy-assets".to_owned(),
        "    image: registry.example/shop/assets:4.2.0".to_owned(),
        "    imagePullPolicy: IfNotPresent".to_owned(),
        "    command: [\"sh\", \"-c\", \"cp -r /assets/. /site/\"]".to_owned(),
        "    volumeMounts:".to_owned(),
        "    - name: site".to_owned(),
        "      mountPath: /site".to_owned(),
        "  - name: log-forwarder".to_owned(),
        "    image: registry.example/ops/forwarder:1.9.3".to_owned(),
        "    imagePullPolicy: IfNotPresent".to_owned(),
        "    restartPolicy: Always".to_owned(),
        "    ports:".to_owned(),
        "    - name: metrics".to_owned(),
        "      containerPort: 9102".to_owned(),
        "    volumeMounts:".to_owned(),
        "    - name: logs".to_owned(),
        "      mountPath: /var/log/site".to_owned(),
        "      readOnly: true".to_owned(),
        "  containers:".to_owned(),
        "  - name: web".to_owned(),
        "    image: registry.example/shop/web:7.0.1".to_owned(),
        "    imagePullPolicy: IfNotPresent".to_owned(),
        "    ports:".to_owned(),
        "    - name: http".to_owned(),
        "      containerPort: 8080".to_owned(),
        "    env:".to_owned(),
        format!("    - name: SHOP\n{indent}      value: {name}"),
        "    readinessProbe:".to_owned(),
        "      httpGet:".to_owned(),
        "        path: /ready".to_owned(),
        "        port: http".to_owned(),
        "    resources:".to_owned(),
        "      requests:".to_owned(),
        "        cpu: 100m".to_owned(),
        "        memory: 128Mi".to_owned(),
        "      limits:".to_owned(),
        "        memory: 256Mi".to_owned(),
        "    volumeMounts:".to_owned(),
        "    - name: site".to_owned(),
        "      mountPath: /site".to_owned(),
        "      readOnly: true".to_owned(),
        "    - name: logs".to_owned(),
        "      mountPath: /var/log/site".to_owned(),
    ];
    lines.iter().map(|line| format!("{indent}{line}\n")).collect()
}
