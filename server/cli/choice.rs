//! What was chosen for each file: by flags, and by the settings file nearest above it. Flags win.

use std::env;
use std::path::{Path, absolute};
use std::sync::Arc;

use super::args::CheckArgs;
use super::check::Engine;
use super::read::Problem;
use crate::disk::{Configs, Found};
use crate::finding::Finding;
use crate::ide::Snapshot;
use crate::settings::{Chosen, NAMES, Settings, read};

/// The choices of one run.
pub(super) struct Choice {
    flags: Chosen,
    configs: Option<Configs>,
    /// The one settings file of `--config`.
    only: Option<Arc<Found>>,
}

impl Choice {
    /// The choices that `args` make or lead to.
    pub(super) fn new(args: &CheckArgs) -> Self {
        let flags = Chosen {
            profile: args.profile,
            kubernetes: args.kubernetes_version,
            pod_security: args.pod_security.map(Into::into),
            ..Chosen::default()
        };
        let only =
            args.config.as_ref().map(|path| Arc::new(Found::read(absolute(path).unwrap_or_else(|_| path.clone()))));
        let configs = (only.is_none() && !args.no_config).then(Configs::default);
        Self { flags, configs, only }
    }

    /// What `engine` says of the text at `path` under the settings for it.
    pub(super) fn findings(&self, path: &str, snapshot: &Snapshot, engine: Engine) -> Vec<Finding> {
        let path = Path::new(path);
        if path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known)) {
            return read(&snapshot.text().to_string()).1;
        }
        let absolute = absolute(path).unwrap_or_else(|_| path.to_owned());
        let over = || self.configs.as_ref().and_then(|configs| configs.over(&absolute));
        let mut settings = Settings::default();
        if let Some(found) = self.only.clone().or_else(over) {
            if found.ignores(&absolute) {
                return Vec::new();
            }
            found.put(&absolute, &mut settings);
        }
        self.flags.apply(&mut settings);
        engine(snapshot, &settings)
    }

    /// What is wrong with the settings files that were met.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let met = self.configs.iter().flat_map(Configs::all).chain(self.only.clone());
        let here = env::current_dir().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
        met.flat_map(|found| found.faults.clone())
            .map(|fault| Problem {
                path: fault.place.strip_prefix(&here).unwrap_or(&fault.place).to_owned(),
                message: fault.message,
            })
            .collect()
    }
}
