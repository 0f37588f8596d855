//! How security contexts are mended.

use crate::validate::{check_fix, pod};

#[test]
fn security_contexts_are_mended() {
    for (code, safe, before, after) in [
        (
            "user-id-out-of-range",
            false,
            "  securityContext: {runAsUser: -1000}  # 🚧\n",
            "  securityContext: {runAsUser: 1000}  # 🚧\n",
        ),
        (
            "sysctl-duplicate",
            false,
            "  securityContext:\n    sysctls:\n    - {name: a, value: b}  # one\n    - {name: a, value: b}  # two\n",
            "  securityContext:\n    sysctls:\n    - {name: a, value: b}  # one\n",
        ),
        (
            "sysctl-name-invalid",
            false,
            "  securityContext: {sysctls: [{name: Net.A, value: b}]}\n",
            "  securityContext: {sysctls: [{name: net.a, value: b}]}\n",
        ),
        (
            "localhost-profile-invalid",
            true,
            "  securityContext: {appArmorProfile: {type: Localhost, localhostProfile: ' a b '}}\n",
            "  securityContext: {appArmorProfile: {type: Localhost, localhostProfile: 'a b'}}\n",
        ),
        (
            "localhost-profile-invalid",
            false,
            "  securityContext: {seccompProfile: {type: Localhost, localhostProfile: /a/b}}\n",
            "  securityContext: {seccompProfile: {type: Localhost, localhostProfile: a/b}}\n",
        ),
        (
            "localhost-profile-unused",
            false,
            "  securityContext: {seccompProfile: {type: Unconfined, localhostProfile: a}}\n",
            "  securityContext: {seccompProfile: {type: Localhost, localhostProfile: a}}\n",
        ),
        (
            "windows-options-on-linux",
            false,
            "  os: {name: linux}\n  securityContext:\n    # not here\n    windowsOptions: {}\n    runAsUser: 1\n",
            "  os: {name: linux}\n  securityContext:\n    runAsUser: 1\n",
        ),
        (
            "host-process-needs-host-network",
            false,
            "  securityContext: {windowsOptions: {hostProcess: true}}\n",
            "  securityContext: {windowsOptions: {hostProcess: true}}\n  hostNetwork: true\n",
        ),
    ] {
        check_fix(code, safe, &pod(before), &pod(after));
    }
}
