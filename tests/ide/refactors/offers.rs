//! Which refactorings are on offer at which place, and for which version.

use expect_test::{Expect, expect};
use podls::ide::refactorings;
use podls::settings::Settings;

use super::at;
use crate::ide::{snapshot, target};

/// The titles on offer.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check_offers(marked: &str, settings: &Settings, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let offers = refactorings(&snapshot, settings, at);
    let lines: String = offers.iter().map(|offer| format!("{}: {}\n", offer.id, offer.title)).collect();
    expected.assert_eq(&lines);
}

#[test]
fn offers_go_by_place_and_version() {
    check_offers(
        &at("ship\n"),
        &Settings::default(),
        expect![[r#"
        sidecar/native: Convert `ship` to a native sidecar
        resources/this: Add resources to `ship`
        security/this: Add a restricted security context to `ship`
        mounts/new: Add an empty volume and mount it in `ship`
        move/up: Move `ship` up
        move/init: Move `ship` to `initContainers`
    "#]],
    );
    check_offers(
        &at("ship\n"),
        &target("1.28"),
        expect![[r#"
        resources/this: Add resources to `ship`
        security/this: Add a restricted security context to `ship`
        mounts/new: Add an empty volume and mount it in `ship`
        move/up: Move `ship` up
        move/init: Move `ship` to `initContainers`
    "#]],
    );
    check_offers(
        &at("wait"),
        &Settings::default(),
        expect![[r#"
        resources/this: Add resources to `wait`
        security/this: Add a restricted security context to `wait`
        mounts/new: Add an empty volume and mount it in `wait`
        move/regular: Move `wait` to `containers`
    "#]],
    );
    check_offers(
        &at("{name: logs"),
        &Settings::default(),
        expect![[r#"
            sidecar/native: Convert `web` to a native sidecar
            probes/this: Add probes to `web`
            resources/this: Add resources to `web`
            security/this: Add a restricted security context to `web`
            mounts/new: Add an empty volume and mount it in `web`
            mounts/share/0: Mount volume `logs` in `wait`, too
            mounts/share/2: Mount volume `logs` in `ship`, too
            fields/container: Sort the fields of `web`
            move/down: Move `web` down
        "#]],
    );
    check_offers(
        &at("containers:\n  # the"),
        &Settings::default(),
        expect![[r#"
        probes/all: Add probes to all containers with ports
        resources/all: Add resources to all containers without them
        security/all: Add a restricted security context to the Pod and all its containers
        kinds/restart: Write out `restartPolicy: Always`
    "#]],
    );
    check_offers(
        &at("Pod"),
        &Settings::default(),
        expect![[r#"
        convert/Deployment: Convert to a Deployment
        kinds/restart: Write out `restartPolicy: Always`
    "#]],
    );
    check_offers("a: $0b\n", &Settings::default(), expect![[r#""#]]);
    check_offers(
        "apiVersion: v1\nkind: Pod\nspec:\n  contain$0ers:\n  - name: a\n b\n",
        &Settings::default(),
        expect![[r#""#]],
    );
}
