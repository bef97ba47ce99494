/** One matter of every family goes from its start to an end through its pages, by the people whose turn it is. */
import { act, dayFromNow, fill, handIn, start, status, type Filled } from './support/matters';
import { expect, test } from './support/test';

const UNIT = '样433130U007';
const AGENCY = '样433130U002';
const PROVINCE_AGENCY = '样43U002';
const FAR = '2027-12-31';

interface Journey {
  family: string;
  matter: string;
  /** Who applies; the handler of the unit by default. */
  by?: string;
  /** The register of the thing that it is about, where that is there already. */
  about?: string;
  fields?: Record<string, Filled>;
  /** Fields that refer to something of the unit: the field, and its register. */
  refers?: Record<string, string>;
  /** Who then does what, and what he says to it. */
  steps: [who: string, act: string, said?: string][];
  end: string;
}

const JOURNEYS: readonly Journey[] = [
  {
    family: 'access',
    matter: '扩大接入范围',
    about: 'access_link',
    fields: { prefix: '10.233.0.0/24', purpose: '新增办公区' },
    steps: [
      ['approver', '批准'],
      ['agency', '已实施'],
    ],
    end: '已实施',
  },
  { family: 'devices', matter: '设备托管', fields: { room: '样例机房', secured_on: dayFromNow(-1), until: FAR }, steps: [['province-agency', '批准']], end: '已批准' },
  {
    family: 'ports',
    matter: '端口开放',
    fields: { number: '18443', protocol: { choose: 'TCP' }, purpose: '移动端访问', until: dayFromNow(200) },
    refers: { system: 'information_system' },
    steps: [['agency-approver', '批准']],
    end: '已批准',
  },
  {
    family: 'systems',
    matter: '系统下线报备',
    about: 'information_system',
    fields: { from: FAR, data: '移交归档' },
    steps: [['agency', '予以备案']],
    end: '已备案',
  },
  { family: 'work', matter: '调试告知', fields: { content: '更换交换机模块', from: dayFromNow(20) }, steps: [], end: '已告知' },
  {
    family: 'projects',
    matter: '项目立项',
    by: 'agency',
    fields: { name: '样例扩容项目', kind: { choose: '扩建' }, major: { choose: '否' }, security_planned_on: dayFromNow(-3), together: '与主体工程一并招标、验收、启用' },
    refers: { plan: 'plan' },
    steps: [['approver', '审核同意']],
    end: '已批准',
  },
  {
    family: 'private networks',
    matter: '新建专网例外',
    fields: { name: '样例新建专网', rule: '样例规定第一条', on_extranet: { choose: '否' }, from: dayFromNow(30) },
    steps: [['approver', '予以备案']],
    end: '已备案',
  },
  {
    family: 'resources',
    matter: '资源申请',
    fields: { kind: { choose: '存储' }, purpose: '政务服务数据存储', amount: '500', measure: 'GB' },
    steps: [
      ['agency-approver', '审核同意'],
      ['approver', '批准'],
    ],
    end: '已批准',
  },
  {
    family: 'people',
    matter: '责任移交',
    fields: { to_unit: { find: AGENCY }, reason: { choose: '系统迁移' }, from: FAR },
    refers: { system: 'information_system' },
    steps: [['unit-approver', '签署'], ['agency-approver', '签署']],
    end: '已批准',
  },
  {
    family: 'accounts',
    matter: '接入账号开通',
    fields: { kind: { choose: 'VPN' }, purpose: '远程运维', until: dayFromNow(120) },
    refers: { person: 'person' },
    // The unit has no access of the kind yet, which whoever decides weighs.
    steps: [['agency', '予以备案', '接入正在办理，先行备案']],
    end: '已备案',
  },
  { family: 'filings', matter: '联系人名单报送', steps: [['agency', '予以备案']], end: '已备案' },
];

test.beforeAll(async ({ county }) => {
  await county.hire('agency-approver', 'approver', AGENCY);
  await county.hire('unit-approver', 'approver', UNIT);
  await county.hire('province-agency', 'approver', PROVINCE_AGENCY);
});

for (const { family, matter, by = 'handler', about, fields = {}, refers = {}, steps, end } of JOURNEYS) {
  test(`a matter of the family ${family} goes from its start to its end`, async ({ county }) => {
    const [page, client] = [await county.as(by), await county.client(by)];
    const number = await start(page, matter, about && (await client.firstCode(about)));
    const own = `unit:eq:${by === 'agency' ? AGENCY : UNIT}`;
    for (const [field, register] of Object.entries(refers))
      await fill(page, { [field]: { find: await client.firstCode(register, register === 'plan' ? own : '') } });
    await fill(page, fields);
    await handIn(page);
    for (const [who, label, said] of steps) {
      const theirs = await county.as(who);
      await theirs.goto('/matters');
      await expect(theirs.getByRole('link', { name: number })).toBeVisible();
      await act(theirs, number, label, said);
    }
    await page.goto(`/matters/${number}`);
    await expect(status(page)).toContainText(end);
    await expect(page.locator('.timeline')).toContainText('提交');
  });
}
