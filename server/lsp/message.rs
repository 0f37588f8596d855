//! One body read as a message: a call of the client, its answer to a call of ours, or a fault to answer.
//! Knows nothing of what the calls do.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::error::Category;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::lenient;

/// What a body says.
pub(super) enum Message {
    /// A request (with an id) or a notification (without).
    Call(Request),
    /// The answer to a request of ours.
    Answer(Response),
    /// Neither: what to answer, under which id.
    Fault(Id, Error),
}

#[derive(Deserialize)]
struct Raw {
    method: Option<String>,
    params: Option<Value>,
    id: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    error: Option<Value>,
}

/// `null` is a result; only a missing one is none.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Message {
    /// Reads `body`. A member that is `null` counts as absent, as some clients write `params: null`.
    pub(super) fn read(body: &[u8]) -> Self {
        if body.trim_ascii_start().first().is_some_and(|&first| first == b'[') {
            return Self::fault(Error::invalid_request(), "batches are not part of the protocol");
        }
        let raw: Raw = match serde_json::from_slice(body) {
            Ok(raw) => raw,
            Err(error) if error.classify() == Category::Data => {
                return Self::fault(Error::invalid_request(), &format!("not a message: {error}"));
            }
            Err(error) => return Self::fault(Error::parse_error(), &format!("not JSON: {error}")),
        };
        let Ok(id) = raw.id.map(serde_json::from_value::<Id>).transpose() else {
            return Self::fault(Error::invalid_request(), "an id is a string or a whole number");
        };
        match (raw.method, id, raw.result, raw.error) {
            (Some(method), id, _, _) => {
                let params = lenient::params(&method, raw.params);
                let mut request = Request::build(lenient::method(method));
                if let Some(params) = params {
                    request = request.params(params);
                }
                if let Some(id) = id {
                    request = request.id(id);
                }
                Self::Call(request.finish())
            }
            (None, Some(id), _, Some(error)) => {
                let error = serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error());
                Self::Answer(Response::from_error(id, error))
            }
            (None, Some(id), Some(result), None) => Self::Answer(Response::from_ok(id, result)),
            // The client could not read something of ours and does not know what.
            (None, None, _, Some(_)) => Self::Answer(Response::from_error(Id::Null, Error::internal_error())),
            (None, _, _, _) => Self::fault(Error::invalid_request(), "a message has a method, a result or an error"),
        }
    }

    fn fault(mut error: Error, message: &str) -> Self {
        error.message = message.to_owned().into();
        Self::Fault(Id::Null, error)
    }
}
