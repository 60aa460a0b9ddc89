#!/usr/bin/env node
// First, and alone: everything else takes time to load, in which the parent may end.
import '../dist/cli/start/parent-at-start.js';

await import('../dist/cli/main.js');
