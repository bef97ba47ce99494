import 'element-plus/theme-chalk/dark/css-vars.css';
import 'element-plus/es/components/message/style/css';
import 'element-plus/es/components/message-box/style/css';
import './app/theme.css';

import { createApp } from 'vue';

import App from './app/App.vue';
import { router } from './app/router';
import { startShortcuts } from './app/shortcuts';
import { startTheme } from './app/theme';
import { language, setLanguage } from './i18n';

startTheme();
setLanguage(language.value);
startShortcuts();
createApp(App).use(router).mount('#app');
