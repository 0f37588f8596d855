//! What containers are made from.

use super::{fixes, hints, quiet, silent, warns};

#[test]
fn latest_is_nobody_knows_what() {
    hints(
        "image-latest-or-untagged",
        &[
            "containers:\n- name: app\n  image: «nginx»\n",
            "containers:\n- name: app\n  image: «nginx:latest» # 🚀\n",
            "containers:\n- {name: '🚀', image: «\"nginx\"»}\n",
            "containers: [{name: app, image: «localhost:5000/app»}]\n",
            "containers:\n    - name: app\n      image: «registry.example.com:443/team/app:latest»\n",
            "initContainers:\n- name: one\n  image: «busybox»\ncontainers:\n- name: app\n  image: app:1\n",
            "containers:\n- name: app\n  image: app:1\n- name: helper\n  image: «ghcr.io/x/y»\n",
            "containers:\n- name: '🚀'\n  image: «fluent/fluent-bit»\n",
        ],
    );
    silent(
        "image-latest-or-untagged",
        &[
            "containers:\n- name: app\n  image: nginx:1.29\n",
            "containers:\n- name: app\n  image: localhost:5000/app:1\n",
            &format!("containers:\n- name: app\n  image: nginx@sha256:{}\n", "a".repeat(64)),
            &format!("containers:\n- name: app\n  image: nginx:latest@sha256:{}\n", "0".repeat(64)),
            "containers:\n- name: app\n  image: ${IMAGE}\n",
            "containers:\n- name: app\n  image: <your image>\n",
            "containers:\n- name: app\n  image: ''\n",
            "containers:\n- name: app\n",
            "containers:\n- name: app\n  image: https://example.com/app\n",
        ],
    );
    let patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        image: nginx\n";
    quiet("image-latest-or-untagged", patch);
}

#[test]
fn a_node_may_keep_an_old_latest() {
    hints(
        "image-pull-policy",
        &[
            "containers:\n- name: app\n  image: nginx\n  imagePullPolicy: «IfNotPresent»\n",
            "containers: [{name: '🚀', image: 'nginx:latest', imagePullPolicy: «Never»}]\n",
            "containers:\n    - name: app\n      image: nginx\n      imagePullPolicy: «'Never'»\n",
        ],
    );
    silent(
        "image-pull-policy",
        &[
            "containers:\n- name: app\n  image: nginx:latest\n  imagePullPolicy: Always\n",
            "containers:\n- name: app\n  image: nginx:1\n  imagePullPolicy: Never\n",
            "containers:\n- name: app\n  image: nginx\n",
            "containers:\n- name: app\n  image: ${IMAGE}\n  imagePullPolicy: Never\n",
            &format!("containers:\n- name: app\n  image: a@sha256:{}\n  imagePullPolicy: Never\n", "a".repeat(64)),
        ],
    );
    fixes(
        "image-pull-policy",
        "containers:\n- name: app\n  image: nginx\n  imagePullPolicy: Never # fast\n",
        "containers:\n- name: app\n  image: nginx\n  imagePullPolicy: Always # fast\n",
    );
}

#[test]
fn a_frozen_registry_has_a_successor() {
    warns(
        "image-deprecated-registry",
        &[
            "containers:\n- name: app\n  image: «k8s.gcr.io/pause:3.9»\n",
            "containers: [{name: '🚀', image: «\"k8s.gcr.io/a/b:1\"»}]\n",
            "initContainers:\n    - name: a\n      image: «k8s.gcr.io/a:1»\ncontainers: [{name: b, image: b:1}]\n",
        ],
    );
    silent(
        "image-deprecated-registry",
        &[
            "containers:\n- name: app\n  image: registry.k8s.io/pause:3.9\n",
            "containers:\n- name: app\n  image: example.com/k8s.gcr.io/pause:3.9\n",
            "containers:\n- name: app\n  image: k8s.gcr.io.example.com/pause:3.9\n",
            "containers:\n- name: app\n  image: gcr.io/x/pause:3.9\n",
        ],
    );
    fixes(
        "image-deprecated-registry",
        "containers:\n- {name: app, image: 'k8s.gcr.io/pause:3.9'} # 🚀\n",
        "containers:\n- {name: app, image: 'registry.k8s.io/pause:3.9'} # 🚀\n",
    );
}

#[test]
fn what_no_runtime_can_pull_is_told() {
    let case = |image: &str| format!("containers:\n- name: '🚀'\n  image: «{image}»\n");
    warns(
        "image-reference-invalid",
        &[
            &case("https://example.com/app:1"),
            &case("docker://app:1"),
            &case("example.com/Team/app:1"),
            &case("myApp"),
            &case("example.com//app:1"),
            &case("'app:'"),
            &case("app::1"),
            &case("'app: 1'"),
            &case("app:1+2"),
            &case("app@sha256:abc"),
            &case("app@1.2"),
            "containers: [{name: a, image: «'my app:1'»}]\n",
        ],
    );
    let case = |image: &str| format!("containers:\n- name: app\n  image: {image}\n");
    silent(
        "image-reference-invalid",
        &[
            &case("nginx"),
            &case("Registry.Example.com/app:V1"),
            &case("localhost:5000/a/b_c/d-e.f:v1.2-rc_3"),
            &case("REGISTRY/IMAGE:TAG"),
            &case("gcr.io/PROJECT_ID/app:1"),
            &case("ko://example.com/Cmd/app"),
            &case("'{{ image }}'"),
            &case("$(IMAGE)"),
            &case("example.com/%IMAGE%:1"),
            &case("' nginx'"),
            &case(&format!("a@sha256:{}", "b".repeat(64))),
            &case("a@sha512:00"),
        ],
    );
    fixes("image-reference-invalid", &case("http://example.com/app:1 # 🚀"), &case("example.com/app:1 # 🚀"));
    fixes("image-reference-invalid", &case("Example.com/myApp:V1"), &case("Example.com/myapp:V1"));
}
