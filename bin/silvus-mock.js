#!/usr/bin/env node
// First, and alone: everything else takes time to load, in which the parent may end.
import '../dist/command/parent-at-start.js';
import nodeModule from 'node:module';

// Node.js 22.8 and later keep the compiled code of the command for its next start.
nodeModule.enableCompileCache?.();
await import('../dist/command/main.js');
