import { render } from 'preact';
import { App } from './shell/app.js';
import './shell/theme.css';

const place = document.getElementById('page');
if (place !== null) render(<App />, place);
