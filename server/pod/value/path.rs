//! Paths inside volumes and on nodes, and the permission bits of files.
//! Source: the path helpers of kube-apiserver v1.36. Each function says what is wrong, in words that
//! follow the value in a sentence: "`X` must not contain `..`".

/// The highest permission bits a file of a volume may have: `0777`.
pub const MAX_MODE: i64 = 0o777;

/// A path that must not lead upwards: no `..` between slashes.
pub fn no_backstep(text: &str) -> Option<&'static str> {
    text.split('/').any(|part| part == "..").then_some("must not contain `..`")
}

/// A path below some directory: not absolute, without `..` between slashes.
pub fn relative(text: &str) -> Option<&'static str> {
    if text.starts_with('/') {
        return Some("must be relative, without a `/` in front");
    }
    no_backstep(text)
}

/// A relative path whose first part is not one of the kubelet's own: those begin with `..`.
pub fn local(text: &str) -> Option<&'static str> {
    relative(text).or_else(|| text.starts_with("..").then_some("must not begin with `..`"))
}

/// `text` made relative and rid of `..`; none if nothing is left of it.
pub fn tamed(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != "..").collect();
    let joined = parts.join("/");
    let tamed = joined.trim_start_matches('.');
    (!tamed.is_empty()).then(|| if joined.starts_with("..") { tamed.to_owned() } else { joined.clone() })
}

/// The absolute path that `text`, an absolute one, leads to; none if it leads above the root.
pub fn resolved(text: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in text.strip_prefix('/')?.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(format!("/{}", parts.join("/")))
}

/// The octal number that a decimal one was most likely meant to be: 644 for `0644`.
pub fn meant_as_octal(mode: i64) -> Option<i64> {
    let digits = mode.to_string();
    let octal = i64::from_str_radix(&digits, 8).ok()?;
    (mode >= 0 && digits.len() == 3 && octal <= MAX_MODE).then_some(octal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_follow_their_grammars() {
        for (check, good, bad) in [
            (
                no_backstep as fn(&str) -> Option<&'static str>,
                &["", "/a", "a..b", "..a", "/..."][..],
                &["..", "../a", "/a/..", "a/../b"][..],
            ),
            (relative, &["", "a", "a/", "..a"], &["/", "/a", "a/.."]),
            (local, &["a", "a/..b", ".a"], &["..a", "..", "/a"]),
        ] {
            for text in good {
                assert_eq!(check(text), None, "{text:?}");
            }
            for text in bad {
                assert!(check(text).is_some(), "{text:?}");
            }
        }
        for (text, tame) in [("/a/b", "a/b"), ("../a", "a"), ("..a", "a"), ("a/../b", "a/b"), (".a", ".a")] {
            assert_eq!(tamed(text).as_deref(), Some(tame));
            assert_eq!(local(tame), None);
        }
        assert_eq!(tamed("/.."), None);
        assert_eq!(resolved("/a/./b//../c").as_deref(), Some("/a/c"));
        assert_eq!(resolved("/a/../.."), None);
        assert_eq!(resolved("a/.."), None);
        assert_eq!(meant_as_octal(644), Some(0o644));
        assert_eq!(meant_as_octal(689), None);
        assert_eq!(meant_as_octal(1777), None);
        assert_eq!(meant_as_octal(-64), None);
    }
}
