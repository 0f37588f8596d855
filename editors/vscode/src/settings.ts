// Reads the settings, and hands the server those that are its own.

import * as vscode from 'vscode';

/** The section of all settings, here and on the wire. */
export const section = 'podls';

/** The values this client needs itself. */
export function serverPath(): string {
  return vscode.workspace.getConfiguration(section).get('server.path', '');
}

export function traceLevel(): string {
  return vscode.workspace.getConfiguration(section).get('trace.server', 'off');
}

export function kubernetesVersion(): string {
  return vscode.workspace.getConfiguration(section).get('kubernetesVersion', '');
}

export function profile(): string {
  return vscode.workspace.getConfiguration(section).get('profile', '');
}

/** What the server gets, by initializationOptions and as the section `podls` afterwards. */
export function forServer(resource?: vscode.Uri): Record<string, unknown> {
  return withoutClientSettings(vscode.workspace.getConfiguration(undefined, resource).get(section));
}

/** `server.*` and `trace.*` are about starting and watching the server; it would only wonder at them. */
function withoutClientSettings(all: unknown): Record<string, unknown> {
  const { server, trace, ...rest } = { ...(all as Record<string, unknown> | undefined) };
  return rest;
}
