//! Time zones by name. Source: the names of the IANA time zone database, `schemas/zones.txt`.
//! Knows names only, no times.

/// One name a line.
const NAMES: &str = include_str!("../../../schemas/zones.txt");

/// Every name.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.lines()
}

/// Whether `text` is the name of a time zone; capital letters count.
pub fn is_known(text: &str) -> bool {
    names().any(|name| name == text)
}

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn names_of_the_database_are_known_as_written_there() {
        for name in ["UTC", "Etc/UTC", "Europe/Berlin", "America/Argentina/ComodRivadavia", "EST5EDT", "Etc/GMT+1"] {
            assert!(is_known(name), "{name}");
        }
        for name in ["", "Local", "europe/berlin", "Europe/Frankfurt", "Europe", "CEST", "Europe/Berlin "] {
            assert!(!is_known(name), "{name}");
        }
    }
}
