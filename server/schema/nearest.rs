//! The name a person meant when they wrote another. Knows spelling, not Kubernetes.

/// Longest word worth comparing; longer ones are no typos of ours.
const LONGEST: usize = 64;

/// The candidate `word` was most likely meant to be, or `None` when nothing is near.
///
/// Case, `-`, `_` and spaces do not count. Up to a third of the letters may be wrong, missing, added
/// or swapped with their neighbour, three at most. A beginning that only one candidate has
/// (`liveness`), an end of several words (`pullPolicy`) and a candidate that is short for the word
/// (`workingDirectory`) count as well.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut wanted = Vec::new();
    letters(word, &mut wanted);
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, usize, &str)> = None;
    let mut extended: Option<&str> = None;
    let mut ambiguous = false;
    let wanted_set = set(&wanted);
    let mut letters = Vec::new();
    for candidate in candidates {
        self::letters(candidate, &mut letters);
        if letters == wanted {
            return Some(candidate);
        }
        if extends(word, &wanted, candidate, &letters) {
            match extended {
                // `containers` beside `containerStatuses`: the shortest, if all others extend it.
                Some(known) if candidate.starts_with(known) => {}
                Some(known) if known.starts_with(candidate) => extended = Some(candidate),
                Some(_) => ambiguous = true,
                None => extended = Some(candidate),
            }
        }
        let limit = limit(wanted.len().max(letters.len()));
        // Each letter that only one of them has is a mistake of its own.
        let letter_set = set(&letters);
        if (wanted_set & !letter_set).count_ones().max((letter_set & !wanted_set).count_ones()) as usize > limit {
            continue;
        }
        let Some(distance) = distance(&wanted, &letters, limit) else { continue };
        let unlike = usize::MAX - common_start(&wanted, &letters);
        if best.is_none_or(|(known, known_unlike, _)| (distance, unlike) < (known, known_unlike)) {
            best = Some((distance, unlike, candidate));
        }
    }
    best.map(|(_, _, candidate)| candidate).or(extended.filter(|_| !ambiguous))
}

/// How many mistakes a word of `length` letters may hold.
fn limit(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// Puts into `into` what counts of a word: its letters and digits in lower case.
fn letters(word: &str, into: &mut Vec<char>) {
    into.clear();
    if word.is_ascii() {
        let counts = word.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' '));
        into.extend(counts.map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        into.extend(word.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase));
    }
}

/// The letters of a word as bits; some share one.
fn set(letters: &[char]) -> u64 {
    letters.iter().fold(0, |set, letter| set | 1 << (u32::from(*letter) & 63))
}

fn common_start(first: &[char], second: &[char]) -> usize {
    first.iter().zip(second).take_while(|(first, second)| first == second).count()
}

/// Whether one of `word` and `candidate` is the other written out. The candidate begins with the
/// word, or ends with it where the word is itself of several (a lone `policy` or `selector` says too
/// little), or is the word without the end of its last part.
fn extends(word: &str, wanted: &[char], candidate: &str, letters: &[char]) -> bool {
    if wanted.len() > letters.len() {
        let goes_on = word.chars().nth(letters.len()).is_some_and(char::is_lowercase);
        return letters.len() >= 6 && wanted.starts_with(letters) && goes_on;
    }
    let several = word.chars().skip(1).any(|c| c.is_uppercase() || matches!(c, '-' | '_'));
    let at_word = || candidate.chars().nth(letters.len() - wanted.len()).is_some_and(char::is_uppercase);
    wanted.len() >= 4 && (letters.starts_with(wanted) || (several && letters.ends_with(wanted) && at_word()))
}

/// The number of letters to change, insert, remove or swap with the next, if at most `limit`.
fn distance(first: &[char], second: &[char], limit: usize) -> Option<usize> {
    if first.len().abs_diff(second.len()) > limit {
        return None;
    }
    // Three rows of the usual matrix: the two before and the current one.
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=second.len()).collect();
    let mut previous_letter = None;
    for (row, &letter) in first.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push(row + 1);
        let mut left = row + 1;
        let mut previous_other = None;
        for (column, &other) in second.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (at(&above, column) + usize::from(letter != other))
                .min(at(&above, column + 1).saturating_add(1))
                .min(left + 1);
            if previous_letter == Some(other) && previous_other == Some(letter) {
                cost = cost.min(at(&before, column.wrapping_sub(1)).saturating_add(1));
            }
            current.push(cost);
            left = cost;
            previous_other = Some(other);
        }
        if current.iter().all(|&cost| cost > limit) {
            return None;
        }
        previous_letter = Some(letter);
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().filter(|&distance| distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const CONTAINER: &str = "args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports \
        readinessProbe resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin \
        stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir";

    fn in_container(word: &str) -> Option<&'static str> {
        nearest(word, CONTAINER.split_whitespace())
    }

    #[test]
    fn typos_find_what_was_meant() {
        for (wrong, right) in [
            ("imagepullPolicy", "imagePullPolicy"),
            ("imagePullPolcy", "imagePullPolicy"),
            ("image_pull_policy", "imagePullPolicy"),
            ("ImagePullPolicies", "imagePullPolicy"),
            ("pullPolicy", "imagePullPolicy"),
            ("volumeMount", "volumeMounts"),
            ("volumeMonuts", "volumeMounts"),
            ("volmeMounts", "volumeMounts"),
            ("port", "ports"),
            ("Ports", "ports"),
            ("prots", "ports"),
            ("arg", "args"),
            ("agrs", "args"),
            ("commands", "command"),
            ("comand", "command"),
            ("envs", "env"),
            ("envfrom", "envFrom"),
            ("env-from", "envFrom"),
            ("iamge", "image"),
            ("images", "image"),
            ("liveness", "livenessProbe"),
            ("livenesProbe", "livenessProbe"),
            ("livenessprobes", "livenessProbe"),
            ("resource", "resources"),
            ("ressources", "resources"),
            ("securityContex", "securityContext"),
            ("security", "securityContext"),
            ("workDir", "workingDir"),
            ("workingDirectory", "workingDir"),
            ("restartpolicy", "restartPolicy"),
            ("restartPolicyRule", "restartPolicyRules"),
            ("restart", "restartPolicy"),
            ("startup", "startupProbe"),
        ] {
            assert_eq!(in_container(wrong), Some(right), "{wrong}");
        }
    }

    #[test]
    fn what_is_far_gets_no_suggestion() {
        let far = "foo volumes replicas selector policy y termination spec nodeSelector sidecars 🚀 hostPort \
            containerPort labels";
        for word in far.split_whitespace().chain([""]) {
            assert_eq!(in_container(word), None, "{word}");
        }
        let long = "image".repeat(100);
        assert_eq!(in_container(&long), None);
    }

    #[test]
    fn the_nearest_of_several_wins_and_then_the_one_that_begins_alike() {
        assert_eq!(nearest("conatiner", ["containers", "container"]), Some("container"));
        assert_eq!(nearest("Nod", ["Pod", "Node"]), Some("Node"));
        assert_eq!(nearest("contianers", ["initContainers", "containers", "ephemeralContainers"]), Some("containers"));
        assert_eq!(nearest("initcontainer", ["initContainers", "containers"]), Some("initContainers"));
        assert_eq!(nearest("always", ["Always", "IfNotPresent", "Never"]), Some("Always"));
        assert_eq!(
            nearest("gracePeriodSeconds", ["terminationGracePeriodSeconds"]),
            Some("terminationGracePeriodSeconds")
        );
    }
}
