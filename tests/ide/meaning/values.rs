//! What hover says of values that speak for themselves: quantities, images, durations, schedules.

use expect_test::expect;

use super::{check, told};

#[test]
fn quantities_are_told_in_plain_numbers() {
    check(
        &["{cpu: 500m", "500m, memory: 256Mi", "limits: {memory: 512M", "gpu: 1", "sizeLimit: 0.5Gi"],
        expect![[r#"
            on 500m
            `500m` = half a core

            Set aside on the node when the Pod is placed, and its share when CPUs are busy.

            on 256Mi
            `256Mi` = 268,435,456 bytes (256 MiB, about 268 MB)

            Set aside on the node when the Pod is placed; whoever uses more goes first when memory runs short.

            on 512M
            `512M` = 512,000,000 bytes (about 488 MiB, 512 MB)

            Above it the container is killed (`OOMKilled`) and restarted as its policy says.

            nothing

            on 0.5Gi
            `0.5Gi` = 536,870,912 bytes (512 MiB, about 537 MB)

        "#]],
    );
}

#[test]
fn an_image_is_taken_apart() {
    check(
        &["ghcr.io/shop/copy", "image: envoy", "registry:5000/web"],
        expect![[r#"
            on ghcr.io/shop/copy@sha256:0123
            - Registry: `ghcr.io`
            - Repository: `shop/copy`
            - Digest: `sha256:0123`: always exactly this content
            - Pulled: only if the node does not have it yet (`IfNotPresent`, by default)

            on envoy
            - Registry: none named, so usually Docker Hub (`docker.io`)
            - Repository: `envoy`, there `library/envoy`
            - Tag: none, which means `latest`, whatever that is at the moment of the pull
            - Pulled: the registry is asked at every container start (`Always`, by default)

            on registry:5000/web:1.2@sha256:abc
            - Registry: `registry:5000`
            - Repository: `web`
            - Tag: `1.2`, for readers only: the digest decides
            - Digest: `sha256:abc`: always exactly this content
            - Pulled: only if the node does not have it yet (`IfNotPresent`, by default)

        "#]],
    );
}

#[test]
fn durations_and_rights_are_told() {
    check(
        &["Seconds: 90", "tolerationSeconds: 300", "defaultMode: 0440"],
        expect![[r#"
        on 90
        90 seconds = 1 min 30 s

        on 300
        300 seconds = 5 min

        on 0440
        `0440`, `r--r-----`: the owner may read, the group read, others nothing

    "#]],
    );
}

#[test]
fn an_image_without_a_shell_is_debugged() {
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: \"$0a\", image: gcr.io/distroless/x:1}]}}";
    let inside: Vec<String> =
        told(pod).lines().skip_while(|line| !line.contains("inside")).take(4).map(str::to_owned).collect();
    expect![[r#"
        # inside; this image seems to have no shell: use debug
        kubectl exec -it p -c a -- sh
        kubectl exec p -c a -- printenv
        kubectl debug -it p --image=busybox --target=a"#]]
    .assert_eq(&inside.join("\n"));
}

#[test]
fn a_schedule_is_told_in_words_with_the_next_runs() {
    let mut out = String::new();
    for spec in [
        "schedule: \"*/15 8-17 * * 1-5$0\"",
        "{schedule: \"0 0 31 2 *$0\", timeZone: Etc/UTC}",
        "timeZone: Europe/Berlin\n    suspend: true\n    schedule: '@mon$0thly'",
        "schedule: '@every 90m$0'",
        "schedule: '61 * * * *$0'",
    ] {
        out.push_str(&told(&format!("# 🚀\napiVersion: batch/v1\nkind: CronJob\nspec:\n    {spec}\n")));
        out.push('\n');
    }
    expect![[r#"
        on "*/15 8-17 * * 1-5"
        Runs every 15 minutes, in the hours 8 to 17 on Monday to Friday, by the clock of the controller manager, usually UTC.

        Next (UTC):

        - 2026-11-23 08:00, Monday
        - 2026-11-23 08:15, Monday
        - 2026-11-23 08:30, Monday

        on "0 0 31 2 *"
        Runs at 00:00 on day 31 of the month in February, UTC.

        No such day comes within five years, so it never runs.

        on '@monthly'
        Runs at 00:00 on day 1 of the month, by the clock of `Europe/Berlin`. It is suspended: nothing runs.

        Next (its clock; counted from now in UTC):

        - 2026-12-01 00:00, Tuesday
        - 2027-01-01 00:00, Friday
        - 2027-02-01 00:00, Monday

        on '@every 90m'
        Every `90m`, counted from when the CronJob was created.

        nothing

    "#]].assert_eq(&out);
}
