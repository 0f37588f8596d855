//! Problems of templates in a file that is read as plain YAML.

use expect_test::expect;

use super::check;

#[test]
fn a_template() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            {{ .Values.x }}
        #   ^^^^^^^^^^^^^^^ `{{ .Values.x }}` is a template, not YAML; render it first, or quote it
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_template_line() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            {{- if .Values.x }}
        #   ^^^^^^^^^^^^^^^^^^^ `{{- if .Values.x }}` is a template, not YAML; render it first, or quote it
            tty: true
            {{- end }}
        #   ^^^^^^^^^^ `{{- end }}` is a template, not YAML; render it first, or quote it
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_template_value() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            image: {{ .Values.image }}:{{ .Values.tag }}
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `{{ .Values.image }}:{{ .Values.tag }}` is a template, not YAML; render it first, or quote it
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}
