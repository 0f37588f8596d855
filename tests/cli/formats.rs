//! What other programs read: GitHub, GitLab, `JUnit`; and `--output`.

use expect_test::expect;

use super::Folder;

fn three() -> Folder {
    Folder::new(&[
        ("bad, %.yaml", "a: 1\nb: 🚀 BAD\nc: MEH\n"),
        ("clean.yaml", "a: 1\n"),
        ("hints.yaml", "x: FYI HMM\n"),
    ])
}

const PATHS: [&str; 5] = ["check", "bad, %.yaml", "clean.yaml", "hints.yaml", "gone.yaml"];

fn printed(format: &str) -> String {
    let run = three().door(&[&PATHS[..], &[format]].concat());
    assert_eq!(run.code, 2);
    assert!(run.err.ends_with(": `gone.yaml` does not exist\n"), "{}", run.err);
    run.out
}

#[test]
fn github_gets_commands() {
    // What is found lies in a folder of the system here, so paths are whole but for its name.
    expect![[r#"
        ::error file=bad%2C %25.yaml,line=2,col=7,endLine=2,endColumn=10,title=word::'BAD' should not be here
        ::warning file=bad%2C %25.yaml,line=3,col=4,endLine=3,endColumn=7,title=word::'MEH' should not be here
        ::notice file=hints.yaml,line=1,col=4,endLine=1,endColumn=7,title=word::'FYI' should not be here
        ::notice file=hints.yaml,line=1,col=8,endLine=1,endColumn=11,title=word::'HMM' should not be here
        ::error file=gone.yaml::'gone.yaml' does not exist
    "#]]
    .assert_eq(&printed("--format=github"));
}

#[test]
fn gitlab_gets_an_array() {
    let report = printed("--format=gitlab");
    let entries: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let entries = entries.as_array().expect("an array");
    let mut prints: Vec<_> = entries.iter().map(|entry| entry["fingerprint"].as_str().expect("text")).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!((entries.len(), prints.len()), (5, 5));
    assert!(prints.iter().all(|print| print.len() == 32 && print.bytes().all(|byte| byte.is_ascii_hexdigit())));
    let words: Vec<String> = entries
        .iter()
        .map(|entry| {
            let line = &entry["location"]["lines"]["begin"];
            format!(
                "{} {}:{line} {} {}",
                entry["severity"], entry["location"]["path"], entry["check_name"], entry["description"]
            )
        })
        .collect();
    expect![[r#"
        "critical" "bad, %.yaml":2 "word" "'BAD' should not be here"
        "major" "bad, %.yaml":3 "word" "'MEH' should not be here"
        "minor" "hints.yaml":1 "word" "'FYI' should not be here"
        "info" "hints.yaml":1 "word" "'HMM' should not be here"
        "blocker" "gone.yaml":1 "unreadable" "'gone.yaml' does not exist""#]]
    .assert_eq(&words.join("\n"));
    assert_eq!(Folder::new(&[("a.yaml", "a: 1")]).podls(&["check", "--format=gitlab"]).out, "[\n]\n");
}

#[test]
fn junit_gets_a_suite_a_file_and_what_is_below_the_threshold_passes() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="podls">
          <testsuite name="bad, %.yaml" tests="2" failures="1" errors="0">
            <testcase name="word at 2:7" classname="bad, %.yaml" file="bad, %.yaml" line="2">
              <failure type="error" message="'BAD' should not be here">bad, %.yaml:2:7: error[word]: 'BAD' should not be here</failure>
            </testcase>
            <testcase name="word at 3:4" classname="bad, %.yaml" file="bad, %.yaml" line="3">
              <system-out>bad, %.yaml:3:4: warning[word]: 'MEH' should not be here</system-out>
            </testcase>
          </testsuite>
          <testsuite name="clean.yaml" tests="1" failures="0" errors="0">
            <testcase name="podls check" classname="clean.yaml"/>
          </testsuite>
          <testsuite name="hints.yaml" tests="2" failures="0" errors="0">
            <testcase name="word at 1:4" classname="hints.yaml" file="hints.yaml" line="1">
              <system-out>hints.yaml:1:4: information[word]: 'FYI' should not be here</system-out>
            </testcase>
            <testcase name="word at 1:8" classname="hints.yaml" file="hints.yaml" line="1">
              <system-out>hints.yaml:1:8: hint[word]: 'HMM' should not be here</system-out>
            </testcase>
          </testsuite>
          <testsuite name="gone.yaml" tests="1" failures="0" errors="1">
            <testcase name="podls check" classname="gone.yaml" file="gone.yaml">
              <error type="unreadable" message="does not exist">'gone.yaml' does not exist</error>
            </testcase>
          </testsuite>
        </testsuites>
    "#]]
    .assert_eq(&printed("--format=junit"));
}

/// Every tag is closed, and nothing in between could be taken for one.
#[test]
fn junit_is_well_formed_whatever_a_file_holds() {
    let hostile = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: b\n    \"<&\\\">\\x01]]>\\uFFFE\": 1\n    '</failure>': 2\n";
    let folder = Folder::new(&[("<&\">'.yaml", hostile)]);
    let run = folder.podls(&["check", "--format=junit"]);
    assert_eq!(run.code, 1);
    let mut open = Vec::new();
    for piece in run.out.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("an open tag: {piece}"));
        assert!(!text.contains('>') && !text.contains('"'), "{text}");
        let name = tag.trim_start_matches(['/', '?']).split([' ', '/', '?']).next().expect("a name");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{piece}");
        } else if !tag.ends_with(['/', '?']) {
            open.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
    assert!(open.is_empty(), "{open:?}");
    for entity in run.out.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;", "#10;"].iter().any(|known| entity.starts_with(known)), "{entity}");
    }
    assert!(run.out.chars().all(|letter| letter == '\n' || letter >= ' '), "{}", run.out);
}

#[test]
fn every_format_ends_with_a_line_break_and_does_not_depend_on_threads() {
    let folder = Folder::new(&[]);
    for number in 0..60 {
        folder.write(&format!("{number}.yaml"), format!("kind: Pod\napiVersion: v1\nspec: {number}\n").as_bytes());
    }
    for format in ["text", "json", "sarif", "github", "gitlab", "junit"] {
        let run = |jobs: &str| folder.podls(&["check", "--format", format, "--jobs", jobs]);
        let (one, many) = (run("1"), run("8"));
        assert!(one.out.ends_with('\n') && one.code == 1, "{format}");
        assert_eq!(one.out, many.out, "{format}");
        let empty = Folder::new(&[]).podls(&["check", "--format", format, "--quiet"]);
        assert!(empty.code == 0 && (empty.out.is_empty() || empty.out.ends_with('\n')), "{format}");
    }
}

#[test]
fn a_report_goes_to_a_file_where_one_is_named() {
    let folder = three();
    for format in ["text", "json", "sarif", "github", "gitlab", "junit"] {
        let printed = folder.podls(&["check", "--format", format, "--severity=hint"]);
        let run = folder.podls(&["check", "--format", format, "--severity=hint", "--output=report"]);
        assert_eq!((run.code, run.out.as_str()), (printed.code, ""), "{format}");
        let report = folder.read("report");
        assert_eq!(report, printed.out, "{format}");
    }
    let run = folder.podls(&["check", "--output=no/such/folder/report"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`no/such/folder/report` cannot be written"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let run = three().podls(&["check", "--format=github", "--output=/dev/null"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(!std::fs::metadata("/dev/null").expect("it is still there").is_file());
}
