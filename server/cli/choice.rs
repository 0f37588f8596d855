//! What was chosen for each file: by flags, and by the settings file nearest above it. Flags win.

use std::env;
use std::path::{Path, absolute};
use std::sync::Arc;

use super::args::CheckArgs;
use super::read::Problem;
use crate::disk::{Configs, Found};
use crate::settings::{self, NAMES, Settings};

/// The choices of one run.
pub(super) struct Choice {
    flags: settings::Chosen,
    configs: Option<Configs>,
    /// The one settings file of `--config`.
    only: Option<Arc<Found>>,
}

/// How one file is to be looked at.
pub(super) enum Chosen {
    /// By these settings.
    Settings(Settings),
    /// Not at all: a settings file says so.
    Ignored,
    /// As a settings file, which it is.
    Itself,
}

impl Choice {
    /// The choices that `args` make or lead to.
    pub(super) fn new(args: &CheckArgs) -> Self {
        let flags = settings::Chosen {
            profile: args.profile,
            kubernetes: args.kubernetes_version,
            pod_security: args.pod_security.map(Into::into),
            ..settings::Chosen::default()
        };
        let read = |path: &Path| Arc::new(Found::read(absolute(path).unwrap_or_else(|_| path.to_owned())));
        let only = args.config.as_deref().map(read);
        let configs = (only.is_none() && !args.no_config).then(Configs::default);
        Self { flags, configs, only }
    }

    /// How the file at `path` is to be looked at.
    pub(super) fn of(&self, path: &Path) -> Chosen {
        if path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known)) {
            return Chosen::Itself;
        }
        let path = absolute(path).unwrap_or_else(|_| path.to_owned());
        let over = || self.configs.as_ref().and_then(|configs| configs.over(&path));
        let mut settings = Settings::default();
        if let Some(found) = self.only.clone().or_else(over) {
            if found.ignores(&path) {
                return Chosen::Ignored;
            }
            found.put(&path, &mut settings);
        }
        self.flags.apply(&mut settings);
        Chosen::Settings(settings)
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
