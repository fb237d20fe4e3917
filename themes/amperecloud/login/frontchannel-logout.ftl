<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("frontchannel-logout.title")}
  <#elseif section = "form">
    <p class="lead">${msg("frontchannel-logout.message")}</p>
    <ul>
      <#list logout.clients as client><li>${client.name}<iframe src="${client.frontChannelLogoutUrl}" title="${client.name}" hidden></iframe></li></#list>
    </ul>
    <#if logout.logoutRedirectUri?has_content>
    <p class="button-row"><a class="button button--primary" id="continue" href="${logout.logoutRedirectUri}" data-continue-when-loaded>${msg("doContinue")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
