//! Writes files as a whole or not at all: beside the old one first, then in its place. Knows no YAML.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Puts `after` in the place of the file at `path`, which was read as `before`; a link stays a link, and
/// who may do what with the file stays as it is. The error goes on after the path.
pub(super) fn replace(path: &Path, before: &str, after: &str) -> Result<(), String> {
    let target = fs::canonicalize(path).map_err(|error| cannot("cannot be found again", &error))?;
    let metadata = fs::metadata(&target).map_err(|error| cannot("cannot be found again", &error))?;
    if !metadata.is_file() {
        return Err("cannot be fixed in place, as it is not a file; fix what a pipe delivers with `-`".to_owned());
    }
    if metadata.permissions().readonly() {
        return Err("is left as it was: it is read-only".to_owned());
    }
    let new = beside(&target, after.as_bytes(), Some(&metadata))
        .map_err(|error| cannot("is left as it was: a new version cannot be written beside it", &error))?;
    match fs::read(&target) {
        Ok(now) if now == before.as_bytes() => {}
        // Another path to the same file has been fixed meanwhile.
        Ok(now) if now == after.as_bytes() => return Ok(()),
        _ => return Err("is left as it is: something else has changed it meanwhile".to_owned()),
    }
    new.persist(&target).map(drop).map_err(|error| cannot("is left as it was: it cannot be replaced", &error.error))
}

/// Makes `content` the content of the file at `path`, which need not be there. The error goes on after the path.
pub(super) fn whole(path: &Path, content: &[u8]) -> Result<(), String> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let old = fs::metadata(&target).ok();
    let written = match &old {
        // A pipe or a device has no place to put another file in.
        Some(old) if !old.is_file() => File::create(&target).and_then(|mut file| file.write_all(content)),
        _ => beside(&target, content, old.as_ref())
            .and_then(|new| new.persist(&target).map(drop).map_err(|error| error.error)),
    };
    written.map_err(|error| cannot("cannot be written", &error))
}

/// A file with `content` in the folder of `target`, gone again if it does not come to take its place.
fn beside(target: &Path, content: &[u8], old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let mut builder = Builder::new();
    builder.prefix(".podls-").suffix(".tmp");
    for_all(&mut builder);
    let mut new = builder.tempfile_in(folder)?;
    new.write_all(content)?;
    if let Some(old) = old {
        same_owner(new.as_file(), old);
        new.as_file().set_permissions(old.permissions())?;
    }
    // A full disk may say so only here.
    new.as_file().sync_all()?;
    Ok(new)
}

/// A new file is for whom the user's mask says, not only for the user.
#[cfg(unix)]
fn for_all(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn for_all(_: &mut Builder<'_, '_>) {}

/// Gives the file to who has the old one; mostly they are the same, and else only root can.
#[cfg(unix)]
fn same_owner(new: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(new, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn same_owner(_: &File, _: &Metadata) {}

fn cannot(what: &str, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => format!("{what}: permission denied"),
        ErrorKind::NotFound => format!("{what}: there is no such file or folder"),
        ErrorKind::StorageFull => format!("{what}: the disk is full"),
        ErrorKind::ReadOnlyFilesystem => format!("{what}: the disk is read-only"),
        _ => format!("{what}: {error}"),
    }
}
