#!/usr/bin/env node
import nodeModule from 'node:module';

// The bundle is CommonJS: imported, Node.js would read it a second time to find its exports.
const load = nodeModule.createRequire(import.meta.url);

// First, and alone: everything else takes time to load, in which the parent may end.
load('../dist/command/parent-at-start.js');
// Node.js 22.8 and later keep the compiled code of the command for its next start.
nodeModule.enableCompileCache?.();
load('../dist/command/main.js');
