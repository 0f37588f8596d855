//! Amounts that fit the resource and what the Pod says of it already.

use expect_test::expect;

use super::with;
use crate::ide::complete::{check, in_pod};

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
