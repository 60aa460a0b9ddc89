import { type ActivityStatus, activityNames } from '../../simulator/supervision/activity-status.js';
import type { Sample, ScrapedRadio, Series } from './series.js';

const activity = activityNames.map((name) => `\`${name}\``).join(', ');

/** The series of what goes on by itself. */
export const activitySeries: readonly Series<ScrapedRadio>[] = [
  {
    name: 'silvus_mock_activity_up',
    type: 'gauge',
    help: '0 while it has died and has not been begun again, else 1.',
    labels: { activity },
    read: (radio) => ofEach(radio, ({ state }) => (state === 'down' || state === 'restarting' ? 0 : 1)),
  },
  {
    name: 'silvus_mock_activity_deaths_total',
    type: 'counter',
    help: 'How often it has died by itself.',
    labels: { activity },
    read: (radio) => ofEach(radio, ({ deaths }) => deaths),
  },
  {
    name: 'silvus_mock_activity_restarts_total',
    type: 'counter',
    help: 'How often it was begun again with success.',
    labels: { activity },
    read: (radio) => ofEach(radio, ({ restarts }) => restarts),
  },
];

function ofEach({ stats }: ScrapedRadio, value: (status: ActivityStatus) => number): readonly Sample[] {
  return Object.entries(stats.activities).map(([name, status]) => ({
    labels: { activity: name },
    value: value(status),
  }));
}
