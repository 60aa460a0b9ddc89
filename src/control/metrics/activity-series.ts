import { type ActivityStatus, activityNames } from '../../simulator/supervision/activity-status.js';
import type { Stats } from '../../simulator/snapshot.js';
import type { Sample, Series } from './series.js';

const activity = activityNames.map((name) => `\`${name}\``).join(', ');

/** Activities of a node, or those that all nodes share. */
type Activities = Stats['activities'];

/** The series of activities. */
export const activitySeries: readonly Series<Activities>[] = [
  {
    name: 'silvus_mock_activity_up',
    type: 'gauge',
    help: '0 while it has died and has not been begun again, else 1.',
    labels: { activity },
    read: (activities) =>
      ofEach(activities, ({ state }) => (state === 'down' || state === 'restarting' ? 0 : 1)),
  },
  {
    name: 'silvus_mock_activity_deaths_total',
    type: 'counter',
    help: 'How often it has died by itself.',
    labels: { activity },
    read: (activities) => ofEach(activities, ({ deaths }) => deaths),
  },
  {
    name: 'silvus_mock_activity_restarts_total',
    type: 'counter',
    help: 'How often it was begun again with success.',
    labels: { activity },
    read: (activities) => ofEach(activities, ({ restarts }) => restarts),
  },
];

function ofEach(activities: Activities, value: (status: ActivityStatus) => number): readonly Sample[] {
  return Object.entries(activities).map(([name, status]) => ({
    labels: { activity: name },
    value: value(status),
  }));
}
