//! `podls draw`.

use podls::cli::report::Look;
use podls::cli::{Parts, Streams};

use super::Folder;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: nginx}]}\n";

#[test]
fn text_svg_and_mermaid_by_flag_or_by_ending() {
    let folder = Folder::new(&[("pod.yaml", POD)]);
    for (args, opening) in [
        (&["draw", "pod.yaml"][..], "Pod web\n"),
        (&["draw", "--text", "pod.yaml"], "Pod web\n"),
        (&["draw", "--svg", "pod.yaml"], "<svg "),
        (&["draw", "--mermaid", "pod.yaml"], "flowchart LR\n"),
    ] {
        let run = folder.podls(args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        assert!(run.out.starts_with(opening), "{}", run.out);
    }
    for (file, flags, opening) in [
        ("a.svg", &[][..], "<svg "),
        ("a.mmd", &[], "flowchart"),
        ("a.txt", &[], "Pod web\n"),
        ("b.svg", &["--text"], "Pod web\n"),
        ("b.txt", &["--svg"], "<svg "),
    ] {
        let run = folder.podls(&[&["draw", "pod.yaml", "-o", file], flags].concat());
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
        let written = folder.read(file);
        assert!(written.starts_with(opening), "{file}: {written}");
    }
    let run = folder.podls(&["draw", "--svg", "--text", "pod.yaml"]);
    assert_eq!(run.code, 2);
}

#[test]
fn all_pods_or_one_by_name() {
    let two = format!("{POD}---\n{}", POD.replace("web", "db"));
    let folder = Folder::new(&[("two.yaml", &two), ("pod.yaml", POD)]);
    let run = folder.podls(&["draw", "two.yaml", "pod.yaml"]);
    let titles = |out: &str| out.lines().filter(|line| line.starts_with("Pod ")).collect::<Vec<_>>().join(", ");
    assert_eq!(titles(&run.out), "Pod web, Pod db, Pod web");
    assert_eq!(folder.podls(&["draw", "--svg", "two.yaml"]).out.matches("<svg ").count(), 1);
    let run = folder.podls(&["draw", "two.yaml", "--name", "db"]);
    assert_eq!((run.code, titles(&run.out).as_str()), (0, "Pod db"));
    let run = folder.podls(&["draw", "two.yaml", "--name", "app"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "podls: `app` is the name of nothing here; there are `web`, `db`\n");
    for (line, title) in
        [("1", "Pod web"), ("4", "Pod web"), ("5", "Pod web"), ("6", "Pod db"), ("4000000000", "Pod db")]
    {
        let run = folder.podls(&["draw", "two.yaml", "--line", line]);
        assert_eq!((run.code, titles(&run.out).as_str()), (0, title), "{line}");
    }
    assert_eq!(folder.podls(&["draw", "two.yaml", "--line", "0"]).code, 2);
    let run = folder.podls_fed(&["draw", "-"], POD.as_bytes());
    assert_eq!((run.code, titles(&run.out).as_str()), (0, "Pod web"));
}

#[test]
fn what_cannot_be_drawn_is_said_and_the_rest_is_drawn() {
    let folder = Folder::new(&[
        ("pod.yaml", POD),
        ("broken.yaml", "kind: Pod\nspec:\n  containers: [\n"),
        ("service.yaml", "apiVersion: v1\nkind: Service\n"),
        ("chart.yaml", "kind: Pod\nspec:\n  {{- toYaml .Values.spec | nindent 2 }}\n"),
    ]);
    for (file, said) in [
        ("broken.yaml", "podls: `broken.yaml` is not YAML at "),
        ("service.yaml", "podls: `service.yaml` holds no Pod, nor anything that makes Pods"),
        ("chart.yaml", "podls: `chart.yaml` is a template, not YAML; render it first"),
        ("lost.yaml", "podls: `lost.yaml` does not exist"),
        (".", "podls: `.` is a folder"),
    ] {
        let run = folder.podls(&["draw", file]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{file}");
        assert!(run.err.starts_with(said), "{}", run.err);
        let run = folder.podls(&["draw", file, "pod.yaml"]);
        assert_eq!((run.code, run.out.starts_with("Pod web\n")), (2, true), "{file}");
    }
    let run = folder.podls(&["draw", "pod.yaml", "-o", "no/such/folder.svg"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("podls: `no/such/folder.svg` cannot be written"), "{}", run.err);
    assert_eq!(folder.podls(&["draw"]).code, 2);
}

#[test]
fn colour_is_for_terminals() {
    let folder = Folder::new(&[("pod.yaml", POD)]);
    let path = folder.path().join("pod.yaml").into_os_string();
    let drawn = |colour, form: &str| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let look = Look { colour, ..Look::default() };
        let mut streams = Streams { out: &mut out, err: &mut err, look, bar: false };
        let args = ["podls".into(), "draw".into(), form.into(), path.clone()];
        assert_eq!(podls::cli::run_with(args, &Parts::new(|| 77), &mut streams), 0);
        String::from_utf8(out).expect("text")
    };
    let plain = drawn(false, "--text");
    let coloured = drawn(true, "--text");
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    assert!(!drawn(true, "--svg").contains('\u{1b}'));
}

#[test]
fn the_version_comes_from_a_flag_or_else_from_the_settings_file() {
    let pod = "apiVersion: v1\nkind: Pod\nspec:\n  initContainers: [{name: logs, restartPolicy: Always}]\n  containers: [{name: app}]\n";
    let folder = Folder::new(&[("podls.yaml", "kubernetesVersion: \"1.27\"\n"), ("pod.yaml", pod)]);
    for (flags, role) in [(&[][..], "init container"), (&["--kubernetes-version", "1.30"], "native sidecar")] {
        let run = folder.podls(&[&["draw", "pod.yaml"], flags].concat());
        assert!(run.out.lines().any(|line| line.starts_with("  logs") && line.ends_with(role)), "{}", run.out);
    }
}
