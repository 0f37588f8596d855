//! What Linux capabilities allow, in our words. Knows names; sources: capabilities(7), the Pod Security
//! Standards, the usual set of containerd and CRI-O.

use crate::ide::facts::code;
use crate::validate::pss::USUAL_CAPABILITIES;

/// What each one allows.
const CAPABILITIES: &[(&str, &str)] = &[
    ("AUDIT_CONTROL", "switch the kernel's audit on and off and change its rules"),
    ("AUDIT_READ", "read the kernel's audit log"),
    ("AUDIT_WRITE", "write records to the kernel's audit log"),
    ("BLOCK_SUSPEND", "keep the machine from going to sleep"),
    ("BPF", "load BPF programs and maps into the kernel"),
    ("CHECKPOINT_RESTORE", "save and restore running processes"),
    ("CHOWN", "give files to any user or group"),
    ("DAC_OVERRIDE", "read, write and execute files whatever their permissions"),
    (
        "DAC_READ_SEARCH",
        "read files and directories whatever their permissions; opens a known way out of the \
         container",
    ),
    ("FOWNER", "act as the owner of any file: change its permissions and times"),
    ("FSETID", "keep set-uid and set-gid bits when a file changes"),
    ("IPC_LOCK", "lock memory so that it is never swapped, and use huge pages"),
    ("IPC_OWNER", "use System V shared memory, semaphores and queues of others"),
    ("KILL", "send signals to processes of other users"),
    ("LEASE", "take leases on any file"),
    ("LINUX_IMMUTABLE", "make files immutable or append-only, and back"),
    ("MAC_ADMIN", "change the rules of mandatory access control"),
    ("MAC_OVERRIDE", "pass by the rules of mandatory access control"),
    ("MKNOD", "make device files"),
    ("NET_ADMIN", "configure interfaces, routes, firewall and traffic shaping of its network"),
    ("NET_BIND_SERVICE", "listen on ports below 1024"),
    ("NET_BROADCAST", "send broadcasts and listen to multicasts"),
    ("NET_RAW", "send and receive raw packets: `ping` on old systems, and spoofing"),
    ("PERFMON", "watch performance counters and trace the system"),
    ("SETFCAP", "put capabilities on files"),
    ("SETGID", "become any group"),
    ("SETPCAP", "drop capabilities from the bounding set and set secure bits"),
    ("SETUID", "become any user"),
    ("SYS_ADMIN", "mount file systems and much else: close to being root on the node"),
    ("SYS_BOOT", "reboot the machine and load another kernel"),
    ("SYS_CHROOT", "change its root directory and enter other namespaces"),
    ("SYS_MODULE", "load kernel modules: full control of the node"),
    ("SYS_NICE", "raise priorities and choose scheduling and CPUs of any process"),
    ("SYS_PACCT", "switch process accounting on and off"),
    ("SYS_PTRACE", "trace and read the memory of any process it sees"),
    ("SYS_RAWIO", "talk to devices and memory directly: full control of the node"),
    ("SYS_RESOURCE", "go beyond resource limits and quotas"),
    ("SYS_TIME", "set the clock of the node"),
    ("SYS_TTY_CONFIG", "configure terminals of the node"),
    ("SYSLOG", "read the kernel's messages and addresses"),
    ("WAKE_ALARM", "set alarms that wake the machine"),
];

/// What the baseline level lets a container add, but the usual runtimes do not give without being asked.
const ASKED_FOR: &str = "MKNOD";

/// What adding or dropping `name` does.
pub(super) fn story(name: &str, add: bool) -> Option<String> {
    let plain = name.strip_prefix("CAP_").unwrap_or(name);
    if plain == "ALL" {
        let what = if add {
            "every capability there is: nearly root on the node. Forbidden by the baseline Pod Security level."
        } else {
            "every capability, also those the runtime would grant by default; what is in `add` is given back. The \
             Pod Security level `restricted` requires it."
        };
        return Some(format!("`ALL`: {what}"));
    }
    let (_, allows) = CAPABILITIES.iter().find(|(known, _)| *known == plain)?;
    let is_baseline = USUAL_CAPABILITIES.contains(&plain);
    let usual = is_baseline && plain != ASKED_FOR;
    let note = match (add, usual) {
        (true, _) if plain == "NET_BIND_SERVICE" => {
            " The only one that the restricted Pod Security level lets a container add."
        }
        (true, true) => " Usually given by the runtime anyway, unless `ALL` is dropped.",
        (true, false) if is_baseline => "",
        (true, false) => " Forbidden by the baseline Pod Security level.",
        (false, true) => " Usually given by the runtime.",
        (false, false) => "",
    };
    let verb = if add { "may" } else { "may no longer" };
    Some(format!("{}: the container {verb} {allows}.{note}", code(plain)))
}
