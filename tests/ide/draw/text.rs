//! Pictures as text: bars over time, and tables of what is shared.

use expect_test::{Expect, expect};

use super::{FULL, ODD, all, lines, many};

fn check(yaml: &str, picture: &Expect) {
    picture.assert_eq(&all(yaml).iter().map(|picture| lines(picture, 80)).collect::<Vec<_>>().join("\n"));
}

#[test]
fn bars_over_time_and_what_is_shared() {
    check(
        FULL,
        &expect![[r#"
            StatefulSet orders

              fetch     ├────✓                                           init container
              proxy           ┣━━━━◆━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┫  native sidecar
              migrate               ├────✓                               init container
              logs                        ┣━━━━◇━━━━━━━━━━━━━━━━━━━━┫    native sidecar
              warm                              ┣━━━━•━━━━━━━━━━━━┫      native sidecar
              db                                      ╞═════════╡        app container
              exporter                                ├─────────┤        sidecar
              debugger                                     ┄┄┄┄┄┄        ephemeral container

              next starts at  ✓ exit code 0, ◆ startupProbe passed, ◇ postStart returned, •
                              process runs

              network  one IP address, one port space
                15000 admin       proxy
                5432 pg           db
                53/UDP · node 53  exporter

              volumes
                config  emptyDir
                  rw  fetch     /config
                  ro  proxy     /etc/envoy
                tls  secret orders-tls
                  ro  db        /tls
                idle  claim old, not mounted
                data  claim template
                  rw  db        /data
                  rw  exporter  /dev/xvda
                nowhere  not defined
                  rw  exporter  /x

              ends       db and exporter together, then warm, then logs, then proxy; within
                         60 s
              requests   cpu 4 (for fetch)
              QoS class  Burstable
        "#]],
    );
}

#[test]
fn one_container_and_flow_style() {
    check(
        "{apiVersion: v1, kind: Pod, metadata: {name: 🚀}, spec: {containers: [{name: web, image: nginx}]}}",
        &expect![[r#"
            Pod 🚀

              web  ╞════════════════════════════════════════════════════════╡  app container

              ends       web; within 30 s
              QoS class  BestEffort
        "#]],
    );
}

#[test]
fn a_cron_job_ends_with_its_work() {
    check(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n    name: nightly\nspec:\n    jobTemplate:\n        spec:\n            template:\n                spec:\n                    restartPolicy: Never\n                    containers:\n                        -   name: dump\n                            resources:\n                                limits:\n                                    cpu: 500m\n                                    memory: 1Gi\n",
        &expect![[r#"
            CronJob nightly

              dump  ╞═══════════════════════════════════════════════════════╡  app container

              ends       by itself: dump; within 30 s if told to stop
              requests   cpu 500m, memory 1Gi
              QoS class  Guaranteed
        "#]],
    );
}

#[test]
fn odd_names_nothing_to_draw_and_what_is_no_pod() {
    check(
        ODD,
        &expect![[r#"
            Pod <b>&"' ]]> �[31m 🚀

              "]; end <script>  ╞═══════════════════════════════════════════╡  app container
              containers[1]     ├───────────────────────────────────────────┤  sidecar

              network  the network of the node
                80 a-long-name-for-a-port-that-needs-ro…  "]; end <script>

              volumes
                (no name)  not defined
                  rw  containers[1]     /日本語/日本語/日本語/日本語/日本語/日本語/日本語/…

              ends       by itself: "]; end <script> and containers[1] together; within 30 …
                         if told to stop
              QoS class  BestEffort

            Pod none
              no containers

            Job

              a  ├────✓                                                       init container
              b        ┣━━━━•━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┫  native sidecar

              next starts at  ✓ exit code 0, • process runs

              ends       b; within 30 s
              QoS class  BestEffort
        "#]],
    );
}

#[test]
fn more_containers_than_columns() {
    let picture = lines(&all(&many(40))[0], 80);
    assert_eq!(picture.lines().filter(|line| line.ends_with("init container")).count(), 30);
    check(
        "{apiVersion: v1, kind: Pod, spec: {initContainers: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}, {name: f},
          {name: g}, {name: h}, {name: i}, {name: j}, {name: k}, {name: l}, {name: m}, {name: n}], containers: [{name: web}]}}",
        &expect![[r#"
            Pod

              a    ├─✓                                                        init container
              b       ├─✓                                                     init container
              c          ├──✓                                                 init container
              d              ├─✓                                              init container
              e                 ├─✓                                           init container
              f                    ├──✓                                       init container
              g                        ├─✓                                    init container
              h                           ├─✓                                 init container
              i                              ├──✓                             init container
              j                                  ├─✓                          init container
              k                                     ├─✓                       init container
              l                                        ├──✓                   init container
              m                                            ├─✓                init container
              n                                               ├──✓            init container
              web                                                 ╞════════╡  app container

              next starts at  ✓ exit code 0

              ends       web; within 30 s
              QoS class  BestEffort
        "#]],
    );
}
