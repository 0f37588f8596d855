// How the YAML extension is told of schemas. Knows nothing of VS Code, so that it can be tested alone.

/** The setting `yaml.schemas`: files by schema. */
export type Schemas = Record<string, unknown>;

/** Whether a schema is one of Kubernetes: the word the YAML extension has for it, or an address that says so. */
export function means(schema: string): boolean {
  return /kubernetes|k8s/i.test(schema);
}

/** The schema that the document itself names in its first comments, if it does. */
export function modeline(text: string): string | undefined {
  return /^\s*#\s*yaml-language-server\s*:.*?\$schema\s*=\s*(\S+)/m.exec(text)?.[1];
}
