import { type ActivityStatus, activityNames } from '../../simulator/supervision/activity-status.js';
import type { Stats } from '../../simulator/snapshot.js';
import type { Sample, Series } from './series.js';

const activity = activityNames.map((name) => `\`${name}\``).join(', ');

/** Activities of one node, or the activities shared by all nodes. */
type Activities = Stats['activities'];

/** The series of activities. */
export const activitySeries: readonly Series<Activities>[] = [
  {
    name: 'silvus_mock_activity_up',
    type: 'gauge',
    summary: 'min',
    help: '1 while the activity runs, 0 from its failure until its restart.',
    labels: { activity },
    read: (activities) =>
      ofEach(activities, ({ state }) => (state === 'down' || state === 'restarting' ? 0 : 1)),
  },
  {
    name: 'silvus_mock_activity_deaths_total',
    type: 'counter',
    help: 'Failures of the activity.',
    labels: { activity },
    read: (activities) => ofEach(activities, ({ deaths }) => deaths),
  },
  {
    name: 'silvus_mock_activity_restarts_total',
    type: 'counter',
    help: 'Successful restarts of the activity.',
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
