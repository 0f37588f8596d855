//! Values the file knows: names of volumes, ports, containers, variables, other objects, labels.

use expect_test::expect;

use super::{check, check_first, in_pod};

const FILE: &str = "\
apiVersion: v1
kind: ConfigMap
metadata: {name: web-config}
data: {nginx.conf: a, level: info}
---
apiVersion: v1
kind: Secret
metadata:
  name: web-tls
type: kubernetes.io/tls
---
apiVersion: v1
kind: Secret
metadata:
  name: database
stringData:
  password: a
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
---
apiVersion: v1
kind: Service
metadata: {name: web-headless}
spec:
  selector: {app: web}
  ports:
  - port: 80
    targetPort: http
  - port: 9100
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web # 🚀
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
      tier: front
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      resources:
        requests: {storage: 5Gi}
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      volumes:
      - name: config
        configMap:
          name: web-config
      - name: tmp
        emptyDir: {}
      initContainers:
      - name: log-shipper
        image: fluent/fluent-bit:3.2.4
        restartPolicy: Always
        ports:
        - name: metrics
          containerPort: 2020
        volumeMounts:
        - name: tmp
          mountPath: /var/log/web
      containers:
      - name: web
        image: nginx:1.27.3
        ports:
        - containerPort: 8080
          name: http
        - containerPort: 8081
        env:
        - name: HOST
          value: example.com
        - name: PASSWORD
          valueFrom:
            secretKeyRef:
              name: database
              key: password
        resources:
          requests:
            memory: 256Mi
";

/// `FILE` with `rest` as further lines of its last container.
fn with(rest: &str) -> String {
    format!("{FILE}{rest}")
}

#[test]
fn mounts_name_the_volumes_of_the_pod() {
    check(
        &with("        volumeMounts:\n        - name: config\n          mountPath: /etc/web\n        - name: $0\n"),
        expect![[r#"
            tmp: emptyDir
            data: claim template, 5Gi
            config: configMap web-config, mounted already
        "#]],
    );
    check(
        &with("        volumeMounts: [{name: t$0}]\n"),
        expect![[r#"
        tmp: emptyDir
    "#]],
    );
    check(
        &with("        volumeDevices:\n        - name: $0\n"),
        expect![[r#"
        data: claim template, 5Gi
    "#]],
    );
    check(
        &with("        volumeMounts:\n        - name: tmp\n          mountPath: $0\n"),
        expect![[r#"
        /var/log/web: tmp in log-shipper
    "#]],
    );
    check(
        &with("        volumeMounts:\n        - name: config\n          subPath: $0\n"),
        expect![[r#"
        nginx.conf: ConfigMap web-config
        level: ConfigMap web-config
    "#]],
    );
}

#[test]
fn probes_name_the_ports_of_their_container_first() {
    check(
        &with("        livenessProbe:\n          httpGet:\n            port: $0\n"),
        expect![[r#"
        http: containerPort 8080
        8080: http
        8081: 
        2020: containerPort of log-shipper
    "#]],
    );
    check(
        &with("        livenessProbe:\n          grpc:\n            port: $0\n"),
        expect![[r#"
        8080: http
        8081: 
        2020: containerPort of log-shipper
    "#]],
    );
    check_first(
        &with("        livenessProbe: {httpGet: {port: \"$0\"}}\n"),
        expect![[r#"
        |        livenessProbe: {httpGet: {port: "http"▮}}
    "#]],
    );
    check(
        &with("        livenessProbe:\n          httpGet:\n            path: $0\n"),
        expect![[r#"
        /healthz: 
        /readyz: 
        /livez: 
        /: 
        /ready: 
        /health: 
    "#]],
    );
}

#[test]
fn what_is_used_but_not_there_is_offered_where_it_would_be_defined() {
    check(
        &in_pod(
            "  - name: a\n    livenessProbe: {httpGet: {port: web}}\n    readinessProbe: {grpc: {port: 9000}}\n    ports:\n    - name: $0\n",
        ),
        expect![[r#"
            web: probed
        "#]],
    );
    check(
        &in_pod("  - name: a\n    readinessProbe: {grpc: {port: 9000}}\n    ports:\n    - containerPort: $0\n"),
        expect![[r#"
            9000: probed
        "#]],
    );
    check(
        &in_pod("  - name: a\n    volumeMounts: [{name: cache}]\n  volumes:\n  - name: $0\n"),
        expect![[r#"
            cache: mounted by a
        "#]],
    );
}

#[test]
fn objects_of_the_file_are_named_with_their_keys() {
    check(
        &with("        envFrom:\n        - configMapRef:\n            name: $0\n"),
        expect![[r#"
        web-config: ConfigMap of this file
    "#]],
    );
    check(
        &with("        envFrom:\n        - secretRef: {name: $0}\n"),
        expect![[r#"
        web-tls: Secret of this file
        database: Secret of this file
    "#]],
    );
    check(
        &with(
            "      - env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              name: web-config\n              key: $0\n",
        ),
        expect![[r#"
            nginx.conf: ConfigMap web-config
            level: ConfigMap web-config
            A: as the variable is called
            a: as the variable is called
        "#]],
    );
    check(
        &with(
            "      - env:\n        - name: A\n          valueFrom:\n            secretKeyRef:\n              name: web-tls\n              key: $0\n",
        ),
        expect![[r#"
            tls.crt: Secret web-tls
            tls.key: Secret web-tls
            A: as the variable is called
            a: as the variable is called
        "#]],
    );
    check(
        &with("      serviceAccountName: $0\n"),
        expect![[r#"
        web: ServiceAccount of this file
    "#]],
    );
    check(
        &with("      priorityClassName: $0\n"),
        expect![[r#"
        system-cluster-critical: built in, for add-ons the whole cluster depends on
        system-node-critical: built in and highest, for agents a node cannot do without
    "#]],
    );
    check(
        &FILE.replace("  selector:\n    matchLabels", "  serviceName: $0\n  selector:\n    matchLabels"),
        expect![[r#"
            web-headless: Service of this file
            web: name of the object
        "#]],
    );
    check(
        &FILE.replace("        emptyDir: {}", "        persistentVolumeClaim:\n          claimName: $0"),
        expect![[r#"
            uploads: PersistentVolumeClaim of this file
            tmp: name of the volume
        "#]],
    );
    check(
        &FILE.replace(
            "          name: web-config\n",
            "          name: web-config\n          items:\n          - key: $0\n",
        ),
        expect![[r#"
            nginx.conf: ConfigMap web-config
            level: ConfigMap web-config
        "#]],
    );
    check(
        &with("        image: $0\n"),
        expect![[r#"
        fluent/fluent-bit:3.2.4: used in this file
        nginx:1.27.3: used in this file
    "#]],
    );
}

#[test]
fn variables_are_named_between_brackets() {
    check(
        &with("        args: [\"--host=$($0\"]\n"),
        expect![[r#"
        HOST: example.com
        PASSWORD: secretKeyRef database
    "#]],
    );
    check_first(
        &with("        args: [\"--host=$(HO$0)\"]\n"),
        expect![[r#"
        |        args: ["--host=$(HOST▮)"]
    "#]],
    );
    check_first(
        &with("        args:\n        - --host=$(PA$0\n"),
        expect![[r#"
        |        - --host=$(PASSWORD)▮
    "#]],
    );
    check_first(
        &with("        command:\n        - sh\n        - -c\n        - |\n          echo $(HO$0\n"),
        expect![[r#"
        |          echo $(HOST)▮
    "#]],
    );
    // Those below are not known yet.
    check(&FILE.replace("value: example.com", "value: $($0"), expect![]);
    check(
        &FILE.replace("name: PASSWORD\n", "name: PASSWORD\n          value: a-$($0)\n"),
        expect![[r#"
        HOST: example.com
    "#]],
    );
    // Doubled, they mean nothing.
    check(&with("        args: [\"$$($0\"]\n"), expect![]);
    check(&with("        workingDir: $($0\n"), expect![]);
}

#[test]
fn selectors_and_labels_follow_each_other() {
    let selector = |rest: &str| FILE.replace("    matchLabels:\n      app: web\n      tier: front\n", rest);
    check(
        &selector("    matchLabels:\n      $0\n"),
        expect![[r#"
            app: label of the Pod
            tier: label of the Pod
            app.kubernetes.io/name: name of the application: mysql
            app.kubernetes.io/instance: name of this installation of it: mysql-orders
            app.kubernetes.io/version: version of the application, in quotes: "8.4"
            app.kubernetes.io/component: its part in the whole: database
            app.kubernetes.io/part-of: the whole it is a part of: shop
            app.kubernetes.io/managed-by: the tool that manages it: Helm
        "#]],
    );
    check(
        &selector("    matchLabels:\n      tier: $0\n"),
        expect![[r#"
        front: label of the Pod
    "#]],
    );
    check(
        &selector("    matchExpressions:\n    - key: tier\n      operator: In\n      values: [$0]\n"),
        expect![[r#"
        front: label of the Pod
    "#]],
    );
    check(
        &FILE.replace("        app: web\n        tier: front\n    spec:", "        tier: $0\n    spec:"),
        expect![[r#"
        front: label that selects the Pod
    "#]],
    );
    check(
        &with("      topologySpreadConstraints:\n      - labelSelector: {matchLabels: {$0}}\n"),
        expect![[r#"
            app: label of the Pod
            tier: label of the Pod
            app.kubernetes.io/name: name of the application: mysql
            app.kubernetes.io/instance: name of this installation of it: mysql-orders
            app.kubernetes.io/version: version of the application, in quotes: "8.4"
            app.kubernetes.io/component: its part in the whole: database
            app.kubernetes.io/part-of: the whole it is a part of: shop
            app.kubernetes.io/managed-by: the tool that manages it: Helm
        "#]],
    );
    check(
        &with("      topologySpreadConstraints:\n      - topologyKey: $0\n"),
        expect![[r#"
        kubernetes.io/hostname: each node by itself
        topology.kubernetes.io/zone: each zone by itself
        topology.kubernetes.io/region: each region by itself
    "#]],
    );
    check(
        &with("      nodeSelector:\n        kubernetes.io/arch: $0\n"),
        expect![[r#"
        amd64: 
        arm64: 
        arm: 
        ppc64le: 
        riscv64: 
        s390x: 
    "#]],
    );
    check(
        &with(
            "      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n            - matchExpressions:\n              - key: kubernetes.io/o$0\n",
        ),
        expect![[r#"
            kubernetes.io/os: operating system of the node: linux, windows
        "#]],
    );
    check(
        &with("      tolerations:\n      - key: node-role$0\n"),
        expect![[r#"
        node-role.kubernetes.io/control-plane: nodes of the control plane
        node-role.kubernetes.io/master: nodes of the control plane before 1.25
    "#]],
    );
}

#[test]
fn amounts_fit_the_resource() {
    check(
        &with("          limits:\n            memory: $0\n"),
        expect![[r#"
        256Mi: the request
        512Mi: 
        1Gi: 
        100Mi: 
        200Mi: 
        128Mi: 
        2Gi: 
        500Mi: 
        64Mi: 
        4Gi: 
    "#]],
    );
    check(
        &with("          limits: {cpu: $0}\n"),
        expect![[r#"
        500m: 
        100m: 
        200m: 
        1: 
        2: 
        300m: 
        50m: 
        250m: 
        4: 
    "#]],
    );
    check(
        &in_pod("  - name: a\n    resources: {limits: {nvidia.com/gpu: $0}}\n"),
        expect![[r#"
        1: 
        2: 
        4: 
        8: 
    "#]],
    );
    check(
        &with("          limits: $0\n"),
        expect![[r#"
            cpu: processor time: 500m is half a core, 2 are two
            memory: main memory in bytes: 128Mi, 1Gi
            ephemeral-storage: disk of the node, for writable layers, logs and emptyDir: 1Gi
            hugepages-2Mi: memory in pages of 2 MiB; the limit is also the request
            hugepages-1Gi: memory in pages of 1 GiB; the limit is also the request
            nvidia.com/gpu: whole GPUs; the limit is also the request
            amd.com/gpu: whole GPUs; the limit is also the request
        "#]],
    );
}

#[test]
fn containers_and_fields_of_the_pod_are_named() {
    check(
        &with(
            "        - name: A\n          valueFrom:\n            resourceFieldRef:\n              containerName: $0\n",
        )
        .replace("        resources:\n          requests:\n            memory: 256Mi\n", ""),
        expect![[r#"
            web: app container
            log-shipper: native sidecar
        "#]],
    );
    check(
        &FILE.replace("      labels:\n        app: web\n", "      annotations:\n        kubectl.kubernetes.io/default-container: $0\n      labels:\n        app: web\n"),
        expect![[r#"
            web: app container
            log-shipper: native sidecar
        "#]],
    );
    check(
        &with(
            "        - name: A\n          valueFrom:\n            fieldRef:\n              fieldPath: metadata.l$0\n",
        )
        .replace("        resources:\n          requests:\n            memory: 256Mi\n", ""),
        expect![[r#"
            metadata.labels['app']: label of the Pod
            metadata.labels['tier']: label of the Pod
        "#]],
    );
    check_first(
        "apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: $0\n",
        expect![[r#"
        |  schedule: "*/5 * * * *"▮
    "#]],
    );
}
