//! Values the file knows: names of volumes, ports, containers, variables, other objects, labels.

mod amounts;
mod objects;
mod pod;

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
