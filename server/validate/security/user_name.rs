//! Names of Windows users: `user` or `domain\user`. Fact X20. Source:
//! `validateWindowsSecurityContextOptions` of kube-apiserver v1.36.

/// Not allowed in the name of a user.
const NOT_IN_USER: &[char] = &['"', '/', '\\', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>', '@', '[', ']'];
/// Not allowed in the `NetBIOS` name of a domain.
const NOT_IN_DOMAIN: &[char] = &['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

/// What is wrong with `text` as the name of a Windows user, in words that follow it in a sentence.
pub(super) fn wrong(text: &str) -> Option<String> {
    let say = |words: &str| Some(words.to_owned());
    if text.is_empty() {
        return say("must not be empty");
    }
    if text.bytes().any(|byte| byte.is_ascii_control()) {
        return say("must not hold control characters; in double quotes, write a backslash as `\\\\`");
    }
    let (domain, user) = match text.split_once('\\') {
        Some((domain, user)) => (Some(domain), user),
        None => (None, text),
    };
    if user.contains('\\') {
        return say("must hold at most one backslash, as in `domain\\user`");
    }
    if let Some(domain) = domain {
        if domain.is_empty() {
            return say("must name a domain before the backslash, or be without one");
        }
        if domain.len() >= 256 {
            return Some(format!("must have a domain of less than 256 characters, not {}", domain.len()));
        }
        if !is_net_bios(domain) && !is_dns(domain) {
            return Some(format!("must have a NetBIOS or DNS name as its domain, not `{domain}`"));
        }
    }
    if user.is_empty() {
        return say("must name a user after the backslash");
    }
    if user.len() > 104 {
        return Some(format!("must have a user of at most 104 characters, not {}", user.len()));
    }
    if user.chars().all(|letter| matches!(letter, '.' | ' ')) {
        return say("must name a user by more than dots and spaces");
    }
    let letter = user.chars().find(|letter| NOT_IN_USER.contains(letter))?;
    Some(format!("must not hold `{letter}` in the name of the user"))
}

fn is_net_bios(domain: &str) -> bool {
    !domain.starts_with('.') && !domain.contains(NOT_IN_DOMAIN) && (1..=15).contains(&domain.chars().count())
}

fn is_dns(domain: &str) -> bool {
    domain.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn names_of_windows_users_are_told_from_others() {
        let long_domain = format!("{}\\u", vec!["a".repeat(60); 5].join("."));
        let (fits, too_long) = ("a".repeat(104), "a".repeat(105));
        for good in ["ContainerUser", "NT AUTHORITY\\SYSTEM", "a.b-c.example\\u", "d\\u.", "ä\\ü", "a b", &fits] {
            assert_eq!(wrong(good), None, "{good}");
        }
        for bad in [
            "",
            "a\u{1}b",
            "a\\b\\c",
            "\\u",
            "d\\",
            ".",
            ". .",
            "d\\...",
            ".d\\u",
            "a_b_c_d_e_f_g_h_i\\u",
            "a/b",
            "u@d",
            "d:\\u",
            &long_domain,
            &too_long,
        ] {
            assert!(wrong(bad).is_some(), "{bad}");
        }
    }
}
