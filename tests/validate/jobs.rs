//! What is said of Jobs and cron jobs: modes, policies, selectors, schedules.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

/// A Job; `spec` is indented by two.
pub(super) fn job(spec: &str) -> String {
    format!(
        "apiVersion: batch/v1\nkind: Job\nmetadata: {{name: a}}\nspec:\n{spec}  template: {{spec: {{restartPolicy: Never, containers: [{{name: main, image: a:1}}]}}}}\n"
    )
}

/// A `CronJob`; `spec` is indented by two, `jobs` by six.
fn cronjob(spec: &str, jobs: &str) -> String {
    format!(
        "apiVersion: batch/v1
kind: CronJob
metadata: {{name: a}}
spec:
{spec}  jobTemplate:
    spec:
{jobs}      template: {{spec: {{restartPolicy: Never, containers: [{{name: a, image: a:1}}]}}}}
"
    )
}

#[test]
fn an_indexed_job_knows_its_size() {
    silent(&job("  completionMode: Indexed\n"));
    check(&job("  completionMode: Indexed\n  #<^^^^^^^^^^^^^ error[completions-missing]\n  parallelism: 2\n"));
    check(&cronjob(
        "  schedule: '@daily'\n",
        "      completionMode: Indexed\n      #<^^^^^^^^^^^^^ error[completions-missing]\n",
    ));
    check(&job("  completionMode: Indexed
  completions: 5
  parallelism: 100001
  #            ^^^^^^ error[job-limit-exceeded]
  maxFailedIndexes: 9
  #<^^^^^^^^^^^^^^^ error[backoff-limit-per-index-missing]
  #                 ^ error[job-limit-exceeded]: `maxFailedIndexes` must be at most 5
"));
    check(&job("  completionMode: Indexed
  completions: 100001
  #<^^^^^^^^^^ error[max-failed-indexes-missing]
  parallelism: 10001
  #            ^^^^^ error[job-limit-exceeded]
  #            ^^^^^ warning[indexed-job-too-large]
  backoffLimitPerIndex: 1
"));
    check(&job("  backoffLimitPerIndex: 1\n  #<^^^^^^^^^^^^^^^^^^^ error[indexed-mode-missing]\n"));
}

#[test]
fn a_job_leaves_selectors_and_managers_to_others() {
    check(
        "apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  #<^^^^^^^ error[job-selector-generated]
  template:
    metadata: {labels: {app: a}}
    spec: {restartPolicy: Never, containers: [{name: main, image: a:1}]}
",
    );
    silent(&job("  selector: {matchLabels: {job-name: a}}\n"));
    check(&job("  manualSelector: true\n  #<^^^^^^^^^^^^^ error[missing-field]\n"));
    for (key, own) in [("manualSelector: true", ""), ("suspend: true", "  #<^^^^^^^ error[job-selector-generated]\n")] {
        check(&format!(
            "apiVersion: batch/v1
kind: Job
metadata: {{name: a}}
spec:
  {key}
  selector: {{matchLabels: {{app: a}}}}
{own}  template:
    metadata: {{labels: {{'🚀x': z, app: b}}}}
    #                   ^^^^ error[label-value-invalid]
    #                                 ^ error[selector-mismatch]: the selector requires the label `app: a`
    spec: {{restartPolicy: Never, containers: [{{name: main, image: a:1}}]}}
"
        ));
    }
    check(&cronjob(
        "  schedule: '@daily'\n",
        "      manualSelector: true\n      #<^^^^^^^^^^^^^ error[job-selector-generated]\n",
    ));
    check(
        "apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec:
  managedBy: foo
  #          ^^^ error[managed-by-invalid]
  template:
    metadata: {labels: {job-name: a, batch.kubernetes.io/job-name: b, controller-uid: x}}
    #                                                              ^ error[job-label-reserved]
    #                                                                 ^^^^^^^^^^^^^^ error[job-label-reserved]
    spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}
",
    );
    silent(&job("  managedBy: example.com/it\n"));
}

#[test]
fn failure_policies_are_rules() {
    check(&job("  podReplacementPolicy: TerminatingOrFailed
  #                     ^^^^^^^^^^^^^^^^^^^ error[pod-replacement-policy-conflict]
  podFailurePolicy:
    rules:
      - action: FailIndex
      #         ^^^^^^^^^ error[pod-failure-policy-invalid]: `FailIndex` needs `backoffLimitPerIndex`
        onExitCodes: {containerName: mian, operator: In, values: [0, 2, 1, 1]}
        #                            ^^^^ error[pod-failure-policy-invalid]: there is no container `mian` in this Pod; did you mean `main`?
        #                                                ^^^^^^ error[pod-failure-policy-invalid]: exit codes must be in ascending order
        #                                                         ^ error[pod-failure-policy-invalid]: exit code 0
        #                                                                  ^ error[pod-failure-policy-invalid]: exit code 1 is listed twice
      - action: Ignore
      # ^^^^^^ error[pod-failure-policy-invalid]: a rule needs
      - {action: Ignore, onPodConditions: [{type: a b, status: Maybe}]}
      #                                           ^^^ error[pod-failure-policy-invalid]
      #                                                        ^^^^^ error[unknown-value]
"));
    silent(&job(
        "  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: main, operator: In, values: [1, 42]}}]}\n",
    ));
    let rules = "{action: Ignore, onPodConditions: [{type: X}]}, ".repeat(21);
    check(&job(&format!("  podFailurePolicy:\n    rules: [{rules}]\n    #<^^^^ error[too-many-items]\n")));
}

#[test]
fn success_policies_count_what_is_there() {
    check(&job("  completionMode: Indexed
  completions: 5
  successPolicy:
    rules:
      - {succeededIndexes: '0-2,9'}
      #                    ^^^^^^^ error[success-policy-invalid]: index 9 is too large
      - {succeededIndexes: '0-'}
      #                    ^^^^ error[success-policy-invalid]
      - {succeededIndexes: '2,1'}
      #                    ^^^^^ error[success-policy-invalid]: indexes must ascend
      - {succeededIndexes: '0-2', succeededCount: 4}
      #                                           ^ error[success-policy-invalid]: `succeededCount` must be at most 3
      - {succeededCount: 9}
      #                  ^ error[success-policy-invalid]: `succeededCount` must be at most 5
      - {succeededIndexes: '0,2-4', succeededCount: 4}
"));
    check(&job("  successPolicy: {rules: [{succeededCount: 1}]}\n  #<^^^^^^^^^^^^ error[indexed-mode-missing]\n"));
}

#[test]
fn schedules_are_told_at_the_part_that_is_wrong() {
    silent(&cronjob("  schedule: \"*/5 0-23/2 1,15 jan-DEC mon\"\n  timeZone: Europe/Berlin\n", ""));
    check(&cronjob(
        "  schedule: \"0 0 * * 1,7\" # 🚀\n  #                    ^ error[schedule-invalid]: the weekday in `7` must lie between 0 and 6\n",
        "",
    ));
    check(&cronjob("  schedule: 0 0 1 1\n  #         ^^^^^^^ error[schedule-invalid]: a schedule has 5 fields\n", ""));
    check(&cronjob("  schedule: TZ=UTC 0 0 1 1 1\n  #         ^^^^^^^^^^^^^^^^ error[schedule-invalid]\n", ""));
    check_at(Minor(28), &cronjob("  schedule: TZ=UTC 0 0 1 1 1\n", ""));
    check_fix(
        "schedule-invalid",
        false,
        &cronjob("  schedule: 0 0 * * 7\n", ""),
        &cronjob("  schedule: 0 0 * * 0\n", ""),
    );
}

#[test]
fn time_zones_are_those_of_the_database() {
    check(&cronjob("  schedule: '@daily'\n  timeZone: Local\n  #         ^^^^^ error[time-zone-unknown]\n", ""));
    check(&cronjob(
        "  schedule: '@daily'\n  timeZone: Europe/Frankfurt\n  #         ^^^^^^^^^^^^^^^^ error[time-zone-unknown]\n",
        "",
    ));
    check_fix(
        "time-zone-unknown",
        true,
        &cronjob("  schedule: '@daily'\n  timeZone: europe/berlin\n", ""),
        &cronjob("  schedule: '@daily'\n  timeZone: Europe/Berlin\n", ""),
    );
}
