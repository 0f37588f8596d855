//! Puts tables where `docs/performance.md` has a mark for them; the words around them stay.

use std::fs;
use std::path::Path;

use crate::machine::{Watch, name};
use crate::table::{Promise, Table};

/// One sentence on the machine, its noise, and the promises.
pub(crate) fn machine(watch: &Watch, promises: &[Promise]) -> String {
    let kept = promises.iter().filter(|promise| promise.is_kept()).count();
    format!(
        "Measured on {}, of which other processes used {:.0} % meanwhile; podls {}. {kept} of {} promises kept.\n",
        name(),
        watch.others(),
        env!("CARGO_PKG_VERSION"),
        promises.len()
    )
}

/// Replaces what stands between `<!-- table NAME -->` and `<!-- end -->` for each table, for `machine`, and
/// for `beside`, a file with a table of other servers.
pub(crate) fn write(tables: &[Table], machine: Option<&str>, beside: Option<&str>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/performance.md");
    let mut page = fs::read_to_string(&path).unwrap();
    for table in tables {
        put(&mut page, table.name, &table.to_string());
    }
    if let Some(machine) = machine {
        put(&mut page, "machine", machine);
    }
    if let Some(file) = beside {
        put(&mut page, "beside", &fs::read_to_string(file).unwrap());
    }
    fs::write(&path, page).unwrap();
    println!("written: docs/performance.md");
}

fn put(page: &mut String, name: &str, text: &str) {
    let mark = format!("<!-- table {name} -->\n");
    let Some(from) = page.find(&mark).map(|at| at + mark.len()) else {
        println!("docs/performance.md has no place for `{name}`");
        return;
    };
    let to = page[from..].find("<!-- end -->").map_or(page.len(), |at| at + from);
    page.replace_range(from..to, &format!("\n{}\n\n", text.trim()));
}
