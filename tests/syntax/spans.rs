//! Spans and comments of whole files are those of granit-parser.

use podls::syntax::Syntax;
use podls::text::Text;

use super::corpus::{self, Sample};
use super::granit::Count;

impl Count {
    fn compare(&mut self, sample: &Sample) {
        let Sample { name, text } = sample;
        let syntax = Syntax::new(&Text::new(text));
        for (start, document) in syntax.documents() {
            self.document(name, text, document, start);
        }
    }
}

/// The same text with other line breaks, and with letters of more bytes in comments and values.
fn variants(sample: &Sample) -> [Sample; 3] {
    let Sample { name, text } = sample;
    let make = |how: &str, text: String| Sample { name: format!("{name} {how}"), text };
    [
        Sample { name: name.clone(), text: text.clone() },
        make("with CRLF", text.replace("\r\n", "\n").replace('\n', "\r\n")),
        make("beyond ASCII", beyond_ascii(text)),
    ]
}

fn beyond_ascii(text: &str) -> String {
    let mut result = String::with_capacity(text.len() * 2);
    let mut previous = ' ';
    for (index, letter) in text.chars().enumerate() {
        // Inside of words only, and not behind a backslash, so that the structure stays.
        let inner = previous.is_ascii_alphanumeric();
        result.push(match letter {
            'e' if inner => 'é',
            'o' if inner && index % 3 == 0 => '🚀',
            'a' if inner && index % 2 == 0 => '日',
            letter => letter,
        });
        previous = letter;
    }
    result
}

fn compare_all(what: &str, samples: &[Sample]) {
    let mut count = Count::default();
    for sample in samples {
        for variant in variants(sample) {
            count.compare(&variant);
        }
    }
    count.report(what);
}

#[test]
fn spans_of_fixtures_are_those_of_granit_parser() {
    compare_all("fixtures", &corpus::fixtures());
}

#[test]
fn spans_of_real_files_are_those_of_granit_parser() {
    for folder in ["manifests", "other-kinds", "crds", "kustomize"] {
        compare_all(folder, &corpus::files(folder));
    }
}

#[test]
fn spans_of_cases_are_those_of_granit_parser() {
    let cases: Vec<Sample> = corpus::cases().into_iter().map(|(sample, _)| sample).collect();
    compare_all("cases", &cases);
}
