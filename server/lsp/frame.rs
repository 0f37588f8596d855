//! The frames of the base protocol: header lines, a blank line, a body of known length.
//! Finds its way back after rubbish. Knows nothing of JSON.

use std::io::{self, BufRead, BufReader, Read};

use serde::Serialize;

/// The longest body that is read, in bytes; longer ones are skipped.
pub(super) const LIMIT: u64 = 256 << 20;

/// A length that nobody means: what follows it is looked at, not skipped.
const ABSURD: u64 = 1 << 32;

/// The longest piece of a header line kept in memory, in bytes.
const LINE: u64 = 4096;

/// How much of a line longer than [`LINE`] is kept, so that a header behind rubbish is still seen.
const TAIL: usize = 64;

/// The largest buffer kept between two bodies, in bytes.
const KEEP: usize = 1 << 20;

const LENGTH: &[u8] = b"content-length:";

/// Why there is no body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// What stands where a header should is none. Said once until a good frame follows.
    Header,
    /// The header announces more than [`LIMIT`]; that many bytes are skipped.
    TooLong(u64),
}

/// Bodies read one after the other from a byte stream.
pub(super) struct Frames<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    body: Vec<u8>,
    length: Option<u64>,
    skip: u64,
    lost: bool,
}

impl<R: Read> Frames<R> {
    /// The frames of `input`.
    pub(super) fn new(input: R) -> Self {
        Self {
            input: BufReader::with_capacity(1 << 16, input),
            line: Vec::new(),
            body: Vec::new(),
            length: None,
            skip: 0,
            lost: false,
        }
    }

    /// The next body or what is wrong with it; nothing at the end of the stream.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<&[u8], Fault>>> {
        // Given back now: the next message may be long in coming.
        if self.body.capacity() > KEEP {
            self.body = Vec::new();
        }
        if self.skip > 0 {
            let skip = std::mem::take(&mut self.skip);
            io::copy(&mut self.input.by_ref().take(skip), &mut io::sink())?;
        }
        loop {
            let read = self.read_line()?;
            let whole = self.line.ends_with(b"\n");
            if read == 0 || (!whole && read < LINE) {
                return Ok(None);
            }
            let line = self.line.trim_ascii_end();
            if line.is_empty() && whole {
                match self.length.take() {
                    Some(length) => return self.read_body(length),
                    None => continue,
                }
            }
            let header = Header::read(line);
            self.length = header.length().or(self.length);
            if header.is_clean() && whole {
                continue;
            }
            if !std::mem::replace(&mut self.lost, true) {
                return Ok(Some(Err(Fault::Header)));
            }
        }
    }

    /// Reads to the next line feed, at most [`LINE`] bytes at a time; the number of bytes read.
    fn read_line(&mut self) -> io::Result<u64> {
        if self.line.ends_with(b"\n") {
            self.line.clear();
        } else {
            self.line.drain(..self.line.len().saturating_sub(TAIL));
        }
        Ok(self.input.by_ref().take(LINE).read_until(b'\n', &mut self.line)? as u64)
    }

    fn read_body(&mut self, length: u64) -> io::Result<Option<Result<&[u8], Fault>>> {
        if length > LIMIT {
            self.skip = length;
            return Ok(Some(Err(Fault::TooLong(length))));
        }
        self.body.clear();
        // The buffer grows with what arrives: a header alone takes no memory.
        let read = self.input.by_ref().take(length).read_to_end(&mut self.body)?;
        if (read as u64) < length {
            return Ok(None);
        }
        self.lost = false;
        Ok(Some(Ok(&self.body)))
    }
}

enum Header {
    Length(u64),
    LengthBehindRubbish(u64),
    Other,
    Rubbish,
}

impl Header {
    fn read(line: &[u8]) -> Self {
        // A body longer than announced leaves its rest glued before the next header.
        let at = line.windows(LENGTH.len()).rposition(|window| window.eq_ignore_ascii_case(LENGTH));
        let Some(at) = at else {
            let name = line.iter().position(|&byte| byte == b':').and_then(|colon| line.get(..colon));
            let word = |name: &[u8]| name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
            return if name.is_some_and(|name| !name.is_empty() && word(name)) { Self::Other } else { Self::Rubbish };
        };
        let digits = line.get(at + LENGTH.len()..).unwrap_or_default().trim_ascii();
        match std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()).filter(|length| *length < ABSURD)
        {
            Some(length) if at == 0 => Self::Length(length),
            Some(length) => Self::LengthBehindRubbish(length),
            None => Self::Rubbish,
        }
    }

    fn length(&self) -> Option<u64> {
        match self {
            Self::Length(length) | Self::LengthBehindRubbish(length) => Some(*length),
            Self::Other | Self::Rubbish => None,
        }
    }

    fn is_clean(&self) -> bool {
        matches!(self, Self::Length(_) | Self::Other)
    }
}

/// `message` as a whole frame; nothing for what cannot be written as JSON.
pub(super) fn encode(message: &impl Serialize) -> Option<Vec<u8>> {
    let body = serde_json::to_vec(message).ok()?;
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(&body);
    Some(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<Result<String, Fault>> {
        let mut frames = Frames::new(input);
        let mut seen = Vec::new();
        while let Ok(Some(frame)) = frames.next() {
            seen.push(frame.map(|body| String::from_utf8_lossy(body).into_owned()));
        }
        seen
    }

    #[test]
    fn headers_are_read_in_any_case_and_order() {
        let good = |text: &str| Ok(text.to_owned());
        for (input, bodies) in [
            ("Content-Length: 2\r\n\r\n{}", vec![good("{}")]),
            ("content-length:2\n\n{}", vec![good("{}")]),
            ("Content-Type: x; charset=utf-8\r\nCONTENT-LENGTH: 2\r\n\r\n{}", vec![good("{}")]),
            ("\r\n\r\nContent-Length: 1\r\n\r\naContent-Length: 1\r\n\r\nb", vec![good("a"), good("b")]),
            ("Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\nb", vec![good(""), good("b")]),
            ("Content-Length: 5\r\n\r\n{}", vec![]),
            ("Content-Length: 5", vec![]),
        ] {
            assert_eq!(read(input.as_bytes()), bodies, "{input:?}");
        }
    }

    #[test]
    fn rubbish_is_said_once_and_left_behind() {
        let long = "x".repeat(3 * LINE as usize + 7);
        for rubbish in [
            "hello\r\nworld\r\n",
            "Content-Length: x\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n{}",
            "Content-Length: 99999999999999999999999\r\n\r\n{}",
            "{\"left\": \"over\"}",
            "{\n\n\n}",
            &long,
        ] {
            let input = format!("{rubbish}Content-Length: 2\r\n\r\n{{}}Content-Length: 1\r\n\r\n1");
            assert_eq!(read(input.as_bytes()), [Err(Fault::Header), Ok("{}".into()), Ok("1".into())], "{rubbish:?}");
        }
    }

    #[test]
    fn a_body_over_the_limit_is_skipped_without_being_kept() {
        let length = LIMIT + 3;
        let head = format!("Content-Length: {length}\r\n\r\n");
        let tail = "Content-Length: 2\r\n\r\n{}";
        let input = head.as_bytes().chain(io::repeat(b'x').take(length)).chain(tail.as_bytes());
        let mut frames = Frames::new(input);
        assert_eq!(frames.next().ok().flatten(), Some(Err(Fault::TooLong(length))));
        assert_eq!(frames.next().ok().flatten(), Some(Ok(&b"{}"[..])));
        assert!(frames.body.capacity() < KEEP);
    }
}
