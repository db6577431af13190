import { lazy, Suspense } from 'react';
import { Sidebar } from '../conversations/Sidebar';
import { ConversationPage } from '../conversation/ConversationPage';
import { useKeyboard } from './keyboard';
import { useRoute, type Route } from './route';
import { Announcer } from './Announcer';
import { Welcome } from './Welcome';
import { useTitle } from './title';
import { useActivity } from './activity';
import { useDesktopNotifications } from '../notifications/desktop';
import styles from './Shell.module.css';

const SettingsPage = lazy(() => import('../settings/SettingsPage'));
const SearchPage = lazy(() => import('../search/SearchPage'));
const JoinPage = lazy(() => import('../groups/JoinPage'));

/** The list beside what is open; on a narrow screen one of the two. */
export function Shell() {
    const route = useRoute();
    const switcher = useKeyboard();
    useTitle();
    useActivity();
    useDesktopNotifications();
    return (
        <div className={styles.shell} data-open={route.page === 'home' ? undefined : true}>
            <Sidebar />
            <main className={styles.main}>
                <Suspense>{pageOf(route)}</Suspense>
            </main>
            {switcher}
            <Announcer />
        </div>
    );
}

function pageOf(route: Route) {
    switch (route.page) {
        case 'conversation':
            return <ConversationPage key={route.id} id={route.id} target={route.message} info={route.info === true} />;
        case 'settings':
            return <SettingsPage />;
        case 'search':
            return <SearchPage />;
        case 'join':
            return <JoinPage token={route.token} />;
        case 'home':
            return <Welcome />;
    }
}
