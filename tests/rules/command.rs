//! What is run, and how.

use podls::finding::Severity;
use podls::rules::Profile;

use super::{Kind, fixes, hints, in_kinds, silent, warns};

/// A container with these lines.
fn app(lines: &str) -> String {
    format!("containers:\n- name: app\n  image: a:1\n  {lines}\n")
}

#[track_caller]
fn each(cases: &[&str], judge: fn(&str, &[&str]), code: &str) {
    let cases: Vec<String> = cases.iter().map(|case| app(case)).collect();
    judge(code, &cases.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_shell_takes_one_word_as_its_script() {
    each(
        &[
            "command: [sh, -c, echo, «hello»]",
            "command: [/bin/bash, -ec, 'cd /🚀 &&', «npm start»]",
            "command: [sh, -c]\n  args: [echo, «hello»]",
            "command: [sh, -c, echo]\n  args:\n  - «hello»\n  - world",
            "command:\n  - /bin/sh\n  - -c\n  - sleep\n  - «'10'»",
            "livenessProbe: {exec: {command: [sh, -c, cat, «/tmp/ready»]}}",
            "lifecycle: {preStop: {exec: {command: [sh, -c, nginx, «-s», quit]}}}",
            "args: [sh, -c, echo, «hello»]",
        ],
        |code, cases| warns(code, &cases.iter().filter(|case| !case.contains("«-s»")).copied().collect::<Vec<_>>()),
        "shell-args-split",
    );
    each(
        &[
            "command: [sh, -c, echo hello]",
            "command: [sh, -c, 'echo $0', hello]",
            "command: [sh, -c, 'exec \"$@\"', --, server, --port=80]",
            "command: [bash, -c, 'echo ${1}', x, y]",
            "command: [sh, -c, 'run $*', x, y]",
            "command: [bash, -c, --]\n  args: ['while true; do sleep 30; done']",
            "command: [sh, -c, server, sh]",
            "command: [sh, -c]\n  args: [echo hello]",
            "command: [sh, script.sh, -c, a, b]",
            "command: [sh, -c, -e, 'echo a']",
            "command: [server, -c, a, b]",
            "args: [-c, a, b]",
        ],
        silent,
        "shell-args-split",
    );
    fixes("shell-args-split", &app("command: [sh, -c, echo, hello]"), &app("command: [sh, -c, echo hello]"));
    fixes(
        "shell-args-split",
        &app("command: [sh, -c]\n  args:\n  - echo # say\n  - hello\n  - big world"),
        &app("command: [sh, -c]\n  args:\n  - echo hello 'big world' # say"),
    );
    fixes(
        "shell-args-split",
        &app("command: [sh, -c, \"cd /x &&\"]\n  args: [\"npm start\"]"),
        &app("command: [sh, -c, \"cd /x && npm start\"]"),
    );
}

#[test]
fn a_command_is_a_list_of_words() {
    each(
        &[
            "command: [«'sleep 60'»]",
            "command: [«\"/bin/sh -c\"»]\n  args: ['echo 🚀']",
            "command: [«python app.py»]",
            "command:\n  - «node server.js --port 80» # 🚀",
            "command: [«'cat a | grep b'»]",
            "livenessProbe: {exec: {command: [«cat /tmp/ready»]}}",
            "lifecycle: {postStart: {exec: {command: [«'echo 🚀'»]}}}",
            "command: [«./run --config=/etc/x/y»]",
        ],
        warns,
        "command-is-one-string",
    );
    each(
        &[
            "command: [sleep, '60']",
            "command: [server]",
            "command: ['/opt/My App/bin/run']",
            "command: ['C:\\Program Files\\x.exe']",
            "command: ['${COMMAND} x']",
            "args: ['--flag value']",
            "command: [' server ']",
            "command: [sh, -c, 'sleep 60']",
        ],
        silent,
        "command-is-one-string",
    );
    fixes("command-is-one-string", &app("command: [\"sleep 60\"]"), &app("command: [\"sleep\", \"60\"]"));
    fixes(
        "command-is-one-string",
        &app("command: [\"cat a | grep b\"]"),
        &app("command: [\"sh\", \"-c\", \"cat a | grep b\"]"),
    );
    fixes("command-is-one-string", &app("command:\n  - sh -c 'echo a'"), &app("command:\n  - sh\n  - -c\n  - echo a"));
}

#[test]
fn shell_syntax_needs_a_shell() {
    each(
        &[
            "command: [echo, hello, «'>'», /tmp/🚀]",
            "command: [server]\n  args: [a, «'&&'», b]",
            "command: [cat, /x, «'|'», grep, y]",
            "env: [{name: PORT, value: '80'}]\n  command: [server, «--port=$PORT»]",
            "livenessProbe: {exec: {command: [cat, /x, «'||'», exit, '1']}}",
        ],
        warns,
        "shell-syntax-without-shell",
    );
    each(
        &[
            "command: [sh, -c, 'echo a > b']",
            "command: [find, /x, -exec, rm, '{}', ';']",
            "env: [{name: PORT, value: '80'}]\n  command: [server, --port=$(PORT)]",
            "command: [server, --price=$5, --x=$UNSET]",
            "command: [timeout, '5', bash, -c, 'a | b']",
            "command: [expr, '1', '<', '2']",
            "args: [a, '&&', b]",
            "command: [awk, '{print $1}', '>']",
        ],
        silent,
        "shell-syntax-without-shell",
    );
    fixes(
        "shell-syntax-without-shell",
        &app("env: [{name: PORT, value: '80'}]\n  command: [server, --port=$PORT/x]"),
        &app("env: [{name: PORT, value: '80'}]\n  command: [server, --port=$(PORT)/x]"),
    );
}

#[test]
fn a_reference_leads_to_a_variable_further_up() {
    each(
        &[
            "env: [{name: URL, value: '🚀//«$(HOST)»/'}, {name: HOST, value: a}]",
            "env:\n  - name: A\n    value: «$(B)»\n  - name: B\n    valueFrom: {fieldRef: {fieldPath: status.podIP}}",
            "env: [{name: A, value: '«$(B)»-«$(C)»'}, {name: C, value: c}, {name: B, value: b}]",
            "env: [{name: POD_IP, value: a}]\n  args: ['--ip=«$(POD_P)»']",
            "env: [{name: DATABASE, value: a}, {name: X, value: «$(DATABSE)»}]",
        ],
        warns,
        "env-ref-undefined",
    );
    each(
        &["args: ['--ip=«$(UNKNOWN)»', '🚀«$(ELSEWHERE)»']", "env: [{name: A, value: «$(A)»}]"],
        hints,
        "env-ref-undefined",
    );
    each(
        &[
            "env: [{name: HOST, value: a}, {name: URL, value: 'http://$(HOST)/'}]",
            "env: [{name: URL, value: '$$(HOST)'}]",
            "envFrom: [{configMapRef: {name: x}}]\n  env: [{name: URL, value: '$(HOST)'}]",
            "args: ['--db=$(DB_SERVICE_HOST):$(DB_SERVICE_PORT)']",
            "command: [sh, -c, 'echo $(date) $(HOSTNAME)']",
            "args: ['$(not a name)', '$(', '$()']",
            "env: [{name: A, value: '1'}, {name: A, value: '$(A)2'}]",
            "args: ['--index=$(JOB_COMPLETION_INDEX)']",
            "env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]\n  args: ['--name=$(A)']",
        ],
        silent,
        "env-ref-undefined",
    );
    fixes(
        "env-ref-undefined",
        &app("env:\n  - name: URL\n    value: $(HOST)/x\n  - name: HOST\n    value: a"),
        &app("env:\n  - name: HOST\n    value: a\n  - name: URL\n    value: $(HOST)/x"),
    );
    fixes(
        "env-ref-undefined",
        &app("env: [{name: POD_IP, value: a}]\n  args: [\"--ip=$(POD_P):80\"]"),
        &app("env: [{name: POD_IP, value: a}]\n  args: [\"--ip=$(POD_IP):80\"]"),
    );
}

#[test]
fn a_container_runs_one_process() {
    each(
        &[
            "command: [sh, -c, '«/bin/metrics 🚀» & exec /bin/app']",
            "command: [bash, -c, '«nginx -g \"daemon off;\"» & php-fpm']",
            "command: [«/usr/bin/supervisord», -c, /etc/s.conf]",
            "command:\n  - sh\n  - -c\n  - |\n    set -e\n    «envoy -c /etc/e.yaml» &\n    /app/server",
        ],
        hints,
        "multiple-processes-in-container",
    );
    each(
        &[
            "command: [sh, -c, 'server & wait']",
            "command: [sh, -c, 'trap x TERM; a & b']",
            "command: [sh, -c, 'sleep 5 & server']",
            "command: [sh, -c, 'server &']",
            "command: [sh, -c, 'a && b']",
            "command: [server]",
        ],
        silent,
        "multiple-processes-in-container",
    );
}

#[test]
fn the_server_is_process_one() {
    let cases = [
        "command: [sh, -c, 'mkdir /x; «/bin/server --a»']",
        "command:\n  - sh\n  - -c\n  - |\n    echo 🚀\n    «redis-server /etc/r.conf»",
    ]
    .map(app);
    let kinds = [Kind::Pod, Kind::Deployment];
    in_kinds(&kinds, "pid1-shell-no-exec", Profile::Strict, Severity::Hint, &[&cases[0], &cases[1]]);
    each(
        &[
            "command: [sh, -c, 'mkdir /x; exec /bin/server']",
            "command: [sh, -c, /bin/server]",
            "command: [sh, -c, 'trap x TERM; a; /bin/server']",
            "command: [sh, -c, 'a; /bin/server &']",
            "command: [sh, -c, 'a; cp x y']",
        ],
        silent,
        "pid1-shell-no-exec",
    );
    fixes(
        "pid1-shell-no-exec",
        &app("command: [sh, -c, 'mkdir /x; /bin/server']"),
        &app("command: [sh, -c, 'mkdir /x; exec /bin/server']"),
    );
}
