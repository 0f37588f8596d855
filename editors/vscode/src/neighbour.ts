// Life beside the YAML extension (redhat.vscode-yaml). Where that one completes a document from a Kubernetes schema, it offers every
// field name and every listed value as well: ours are held back then, so that no label stands there twice.
// What no schema knows stays: references, snippets, templates, and all findings and hovers.

import * as vscode from 'vscode';
import { means, modeline, type Schemas } from './schemas.ts';

const yaml = 'redhat.vscode-yaml';

/** Hands out Kubernetes schemas to the YAML extension for all that has an apiVersion and a kind. */
const kubernetesTools = 'ms-kubernetes-tools.vscode-kubernetes-tools';

/** Whether the YAML extension completes `document` from a Kubernetes schema. */
export function completesFields(document: vscode.TextDocument): boolean {
  if (!vscode.extensions.getExtension(yaml)?.isActive) {
    return false;
  }
  const settings = vscode.workspace.getConfiguration('yaml', document);
  if (!settings.get('completion', true)) {
    return false;
  }
  const named = modeline(firstLines(document));
  if (named !== undefined) {
    return means(named);
  }
  if (vscode.extensions.getExtension(kubernetesTools)?.isActive) {
    return true;
  }
  const schemas = settings.get<Schemas>('schemas', {});
  return Object.entries(schemas).some(([schema, files]) => means(schema) && [files].flat().some((glob) => isFor(document, glob)));
}

function firstLines(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, 20, 0));
}

/** As the YAML extension reads its globs: from any folder on, unless they begin at the root. */
function isFor(document: vscode.TextDocument, glob: unknown): boolean {
  if (typeof glob !== 'string') {
    return false;
  }
  const pattern = /^(\/|\*\*\/|\w+:\/\/)/.test(glob) ? glob : `**/${glob}`;
  return vscode.languages.match({ pattern }, document) > 0;
}

/** `items` without what the YAML extension offers as well. */
export function withoutFields(items: vscode.CompletionItem[]): vscode.CompletionItem[] {
  const { Property, Field, Value, EnumMember } = vscode.CompletionItemKind;
  const theirs = new Set<vscode.CompletionItemKind | undefined>([Property, Field, Value, EnumMember]);
  return items.filter(({ kind }) => !theirs.has(kind));
}
