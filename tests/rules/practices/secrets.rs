//! What everyone can read.

use super::{app, fixes, hints, silent, warns};

#[test]
fn secrets_do_not_stand_in_manifests() {
    let entry = |name: &str, value: &str| app(&format!("env:\n- name: {name}\n  value: {value}"));
    warns(
        "env-secret-literal",
        &[
            &entry("DB_PASSWORD", "«gT7-pq0rLm»"),
            &entry("dbPassword", "«'gT7-pq0rLm🚀'»"),
            &entry("OTHER", "«ghp_abcdefghij0123456789»"),
            &entry("AWS_ID", "«AKIAIOSFODNN7QQQQQQQ»"),
            &entry("DATABASE_URL", "«postgres://app:s3cr3t-pw@db/app»"),
            &entry("api-key", "«\"k-8f3a2b9c1d\"»"),
            &app("env: [{name: '🚀'}, {name: STRIPE_SECRET_KEY, value: «qwe-123-rty-456»}]"),
            &app("env:\n    - name: AUTH_TOKEN\n      value: «a1b2c3d4e5f6»"),
        ],
    );
    hints(
        "env-secret-literal",
        &[
            &entry("MYSQL_ROOT_PASSWORD", "«password»"),
            &entry("API_TOKEN", "«change-me-1»"),
            &entry("PASSWORD", "«\"123456\"»"),
        ],
    );
    silent(
        "env-secret-literal",
        &[
            &entry("DB_PASSWORD", "''"),
            &entry("DB_PASSWORD", "$(OTHER)"),
            &entry("DB_PASSWORD", "${DB_PASSWORD}"),
            &entry("DB_PASSWORD", "<password>"),
            &entry("DB_PASSWORD_FILE", "/run/secrets/db-1"),
            &entry("TOKEN_PATH", "/var/run/token-1"),
            &entry("SECRETS_DIR", "/etc/secrets-1"),
            &entry("AUTH_TOKEN", "/var/run/secrets/token1"),
            &entry("ALLOW_EMPTY_PASSWORD", "'yes'"),
            &entry("USE_TOKEN", "'true'"),
            &entry("MAX_TOKEN", "'4096'"),
            &entry("TLS_SECRET", "web-tls-1"),
            &entry("SECRET_NAME", "web-tls-1"),
            &entry("TOKEN_URL", "https://example.com/token1"),
            &entry("OAUTH_TOKEN", "https://example.com/token1"),
            &entry("DATABASE_URL", "postgres://app@db/app"),
            &entry("DATABASE_URL", "postgres://app:$(PW)@db/app"),
            &entry("CA_CERT", "'-----BEGIN CERTIFICATE----- abc'"),
            &app("env:\n- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: db, key: password}}"),
        ],
    );
    fixes(
        "env-secret-literal",
        &entry("DB_PASSWORD", "gT7-pq0rLm"),
        &app(
            "env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: my-secret # TODO: the Secret that holds it\n      key: DB_PASSWORD",
        ),
    );
}
