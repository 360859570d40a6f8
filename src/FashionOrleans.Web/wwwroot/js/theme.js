import { byId } from './dom.js';
import { keep, recall } from './preferences.js';
import { strings } from './strings.js';

/** Dark or light: as the system has it, until the shopper wants the other. */
const preference = 'scheme';
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const bars = document.querySelectorAll('meta[name="theme-color"]');

const isDark = () => (recall(preference) ?? (systemDark.matches ? 'dark' : 'light')) === 'dark';

export function listenForTheme() {
  const toggle = byId('theme');
  toggle.addEventListener('click', () => {
    const wanted = isDark() ? 'light' : 'dark';
    keep(preference, (wanted === 'dark') === systemDark.matches ? null : wanted);
    show();
  });
  systemDark.addEventListener('change', show);
  show();

  function show() {
    const dark = isDark();
    const wanted = recall(preference);
    if (wanted) document.documentElement.dataset.scheme = wanted;
    else delete document.documentElement.dataset.scheme;
    const label = dark ? strings.toLight : strings.toDark;
    toggle.setAttribute('aria-label', label);
    toggle.title = label;
    for (const bar of bars) bar.content = dark ? '#151217' : '#faf7f2';
  }
}
