//! What one keystroke costs inside: the edit of text and tree, and the findings, for a text that is
//! right and one that has a mistake. No pipe, no protocol.

use std::hint::black_box;
use std::time::{Duration, Instant};

use podls::ide::{Snapshot, findings};
use podls::settings::Settings;
use podls::text::{Edit, Span};

use crate::documents::documents;
use crate::machine::Watch;
use crate::table::{Table, figure};

/// The time after which there are no more keystrokes on a document.
const PATIENCE: Duration = Duration::from_secs(2);

/// Measures the documents whose name holds one of `wanted`, or all.
pub(crate) fn run(wanted: &[String]) -> Vec<Table> {
    let watch = Watch::start();
    let settings = Settings::default();
    let mut table =
        Table::new("engine", "inside, mean, µs | open | edit | findings, text right | findings, text wrong");
    for document in documents(wanted).into_iter().filter(|document| document.files == 1) {
        let text = &document.text;
        let begin = Instant::now();
        let mut snapshot = Snapshot::new(text);
        black_box(findings(&snapshot, &settings));
        let open = begin.elapsed();
        let at = text.len() / 3 + text[text.len() / 3..].find("imagePullPolicy").unwrap_or_default() + 5;
        let (mut edits, mut judged) = (0.0, [0.0; 2]);
        let mut rounds = 0;
        let limit = Instant::now();
        while rounds < 20_000 && limit.elapsed() < PATIENCE {
            let round = rounds;
            rounds += 1;
            let edit = if round % 2 == 0 {
                Edit::replace(Span::empty(at as u32), "x")
            } else {
                Edit::replace(Span::new(at as u32, at as u32 + 1), "")
            };
            let begin = Instant::now();
            snapshot.edit(&edit);
            edits += begin.elapsed().as_secs_f64();
            let begin = Instant::now();
            black_box(findings(&snapshot, &settings));
            judged[round % 2] += begin.elapsed().as_secs_f64();
        }
        let [wrong, right] = judged.map(|sum| sum * 2e6 / rounds as f64);
        table.row(
            [document.title.to_owned()]
                .into_iter()
                .chain([open.as_secs_f64() * 1e6, edits * 1e6 / rounds as f64, right, wrong].map(figure)),
        );
    }
    table.others(watch.others());
    vec![table]
}
