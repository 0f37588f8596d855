// The small parts that know nothing of VS Code: lists of templates, names of schemas, the page of the picture.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grouped } from './offers.ts';
import { page } from './page.ts';
import { means, modeline } from './schemas.ts';

test('templates are grouped, and what a group says is not said again', () => {
  const offer = (id: string, title: string, group: string) => ({ id, title, purpose: '', group });
  const groups = grouped([
    offer('a', 'Add init container: wait for a service', 'init container'),
    offer('b', 'Add native sidecar: log shipper', 'native sidecar'),
    offer('c', 'Add init container: git: clone', 'init container'),
    offer('d', 'Something of my own', 'mine'),
  ]);
  assert.deepEqual(groups.map(({ group, offers }) => [group, offers.map(({ label }) => label)]), [
    ['init container', ['Wait for a service', 'Git: clone']],
    ['native sidecar', ['Log shipper']],
    ['mine', ['Something of my own']],
  ]);
  assert.deepEqual(grouped([]), []);
});

test('a Kubernetes schema is known by its word or its address', () => {
  for (const schema of ['kubernetes', 'https://example.com/kubernetes-json-schema/v1.31.0/all.json', 'file:///home/me/k8s/pod.json']) {
    assert.ok(means(schema), schema);
  }
  for (const schema of ['https://example.com/compose-spec.json', './values.schema.json']) {
    assert.ok(!means(schema), schema);
  }
});

test('the schema in the first comments counts', () => {
  assert.equal(modeline('# yaml-language-server: $schema=https://example.com/k8s.json\napiVersion: v1\n'), 'https://example.com/k8s.json');
  assert.equal(modeline('a: 1\n  #yaml-language-server:  $schema = kubernetes\n'), 'kubernetes');
  assert.equal(modeline('apiVersion: v1\n# $schema=kubernetes\n'), undefined);
});

test('nothing runs in the page of the picture but its own script, and nothing is fetched', () => {
  const html = page('abc');
  assert.match(html, /content="default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'; form-action 'none'; base-uri 'none'"/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.equal(html.match(/<style/g)?.length, 1);
  assert.doesNotMatch(html, /unsafe|https?:|\son\w+=|style="/);
});
