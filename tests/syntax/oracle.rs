//! yaml-rust2, reading whole documents, as a judge of the tree, which reads them in pieces.

use podls::syntax::Syntax;
use podls::text::Text;

use super::corpus::{self, Sample};
use super::events::{body, composed, judged, tightened};

/// What became of some documents.
#[derive(Default)]
struct Count {
    files: usize,
    documents: usize,
    events: usize,
    /// Documents that yaml-rust2 refuses.
    refused: usize,
    complaints: Vec<String>,
}

impl Count {
    /// Compares the tree of `sample` with yaml-rust2's reading. Documents that yaml-rust2 refuses must
    /// have no problem if `lawful`.
    fn compare(&mut self, sample: &Sample, lawful: bool) {
        let Sample { name, text } = sample;
        self.files += 1;
        let syntax = Syntax::new(&Text::new(text));
        for (start, document) in syntax.documents() {
            self.documents += 1;
            let problems = document.problems(start);
            match judged(body(text, document, start)) {
                Ok(expected) => {
                    let found = composed(document, start);
                    self.events += expected.len();
                    let nothing = found.is_empty() && expected.iter().all(|event| event == "Plain \"\" 0 ");
                    if found != expected && !nothing {
                        let at = found.iter().zip(&expected).take_while(|(found, expected)| found == expected).count();
                        self.complaints.push(format!(
                            "{name} @{start}: event {at} is {:?}, not {:?}",
                            found.get(at),
                            expected.get(at)
                        ));
                    }
                    if let Some(problem) = problems.first() {
                        self.complaints.push(format!("{name}: {:?} {}", problem.span, problem.message));
                    }
                }
                Err(error) => {
                    self.refused += 1;
                    let found = composed(document, start);
                    match problems.first() {
                        None if judged(&tightened(text, document, start)) == Ok(found) => {}
                        Some(problem) if lawful => {
                            self.complaints.push(format!("{name}: {:?} {} ({error})", problem.span, problem.message));
                        }
                        None => self.complaints.push(format!("{name} @{start}: no problem, but {error}")),
                        Some(_) => {}
                    }
                }
            }
        }
    }

    fn report(&self, what: &str) {
        println!(
            "{what}: {} files, {} documents, {} events equal; {} documents beyond yaml-rust2",
            self.files, self.documents, self.events, self.refused
        );
        assert!(self.complaints.is_empty(), "{} complaints:\n{}", self.complaints.len(), self.complaints.join("\n"));
    }
}

#[test]
fn fixtures_say_what_yaml_rust2_reads() {
    let mut count = Count::default();
    for sample in corpus::fixtures().iter().filter(|sample| !sample.name.contains("broken")) {
        count.compare(sample, true);
    }
    count.report("fixtures");
}

#[test]
fn real_files_say_what_yaml_rust2_reads() {
    let liberties = corpus::liberties();
    let mut seen = 0;
    for folder in ["manifests", "other-kinds", "crds", "kustomize"] {
        let mut count = Count::default();
        for sample in corpus::files(folder) {
            count.compare(&sample, true);
            seen += usize::from(liberties.contains(&sample.name));
        }
        count.report(folder);
    }
    println!("{seen} files of the list of those that Kubernetes reads and yaml-rust2 refuses");
}

#[test]
fn cases_say_what_yaml_rust2_reads() {
    let mut count = Count::default();
    for (sample, readable) in corpus::cases() {
        count.compare(&sample, readable);
    }
    count.report("cases");
}

#[test]
fn broken_files_have_problems_unless_kubernetes_reads_them() {
    for (sample, readable) in corpus::broken() {
        let syntax = Syntax::new(&Text::new(&sample.text));
        let problems: Vec<_> = syntax.documents().flat_map(|(start, document)| document.problems(start)).collect();
        assert_eq!(problems.is_empty(), readable, "{}: {problems:?}", sample.name);
    }
}
